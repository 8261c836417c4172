/** Reserves stock for created orders and releases that of cancelled ones. */
@NullMarked
package dev.orderplatform.inventory.reserving;

import org.jspecify.annotations.NullMarked;
