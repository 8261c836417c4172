/** Publishes order events through the outbox of the order's own shard, after the commit that stored them. */
@NullMarked
package dev.orderplatform.order.outbox;

import org.jspecify.annotations.NullMarked;
