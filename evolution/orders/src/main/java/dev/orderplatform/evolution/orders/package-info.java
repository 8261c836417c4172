/** The order service before the events: an order waits until inventory has reserved its stock and notification has written. */
@NullMarked
package dev.orderplatform.evolution.orders;

import org.jspecify.annotations.NullMarked;
