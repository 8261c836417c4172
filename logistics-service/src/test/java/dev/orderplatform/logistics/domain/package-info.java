/** Rules of parcels, without I/O. */
@NullMarked
package dev.orderplatform.logistics.domain;

import org.jspecify.annotations.NullMarked;
