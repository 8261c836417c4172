/** Order events on their way out: written with the order, through the outbox of its own shard. */
@NullMarked
package dev.orderplatform.order.publishing;

import org.jspecify.annotations.NullMarked;
