/** Parcels, and callbacks of the carrier. */
@NullMarked
package dev.orderplatform.logistics;

import org.jspecify.annotations.NullMarked;
