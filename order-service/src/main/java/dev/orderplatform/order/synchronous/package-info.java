/**
 * The flow before the events, for comparison: an order waits for inventory and notification. Off unless
 * {@code platform.flow} is {@code synchronous}.
 */
@NullMarked
package dev.orderplatform.order.synchronous;

import org.jspecify.annotations.NullMarked;
