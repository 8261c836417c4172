/** Other regions' order and shipment events from Kafka. */
@NullMarked
package dev.orderplatform.order.replicating.kafka;

import org.jspecify.annotations.NullMarked;
