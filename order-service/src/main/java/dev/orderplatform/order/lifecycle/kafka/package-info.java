/** Stock, payment and shipment events from Kafka. */
@NullMarked
package dev.orderplatform.order.lifecycle.kafka;

import org.jspecify.annotations.NullMarked;
