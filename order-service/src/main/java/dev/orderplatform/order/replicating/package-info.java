/** Keeps replicas of the orders that other regions own, by their events. */
@NullMarked
package dev.orderplatform.order.replicating;

import org.jspecify.annotations.NullMarked;
