/** An order's life: placed, decided, cancelled, looked at, and finished when a request has left it half-way. */
@NullMarked
package dev.orderplatform.evolution.orders.ordering;

import org.jspecify.annotations.NullMarked;
