/** Answers order events: an order that is created asks for stock, one that is cancelled gives it back. */
@NullMarked
package dev.orderplatform.inventory.reserving;

import org.jspecify.annotations.NullMarked;
