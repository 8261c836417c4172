/** Reserves stock for created orders, releases that of cancelled ones, sells that of paid ones. */
@NullMarked
package dev.orderplatform.inventory.reserving;

import org.jspecify.annotations.NullMarked;
