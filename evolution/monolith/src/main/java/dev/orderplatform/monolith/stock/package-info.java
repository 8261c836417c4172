/** Stock levels and reservations. */
@NullMarked
package dev.orderplatform.monolith.stock;

import org.jspecify.annotations.NullMarked;
