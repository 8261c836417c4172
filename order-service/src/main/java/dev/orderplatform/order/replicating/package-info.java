/** Keeps replicas of the orders that other regions own and of their parcels, by their events. */
@NullMarked
package dev.orderplatform.order.replicating;

import org.jspecify.annotations.NullMarked;
