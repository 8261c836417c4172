/** The carrier's HTTP interface. */
@NullMarked
package dev.orderplatform.logistics.http;

import org.jspecify.annotations.NullMarked;
