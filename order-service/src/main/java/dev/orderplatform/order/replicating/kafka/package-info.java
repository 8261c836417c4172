/** Other regions' order events from Kafka. */
@NullMarked
package dev.orderplatform.order.replicating.kafka;

import org.jspecify.annotations.NullMarked;
