/** Consumes order events from Kafka. */
@NullMarked
package dev.orderplatform.inventory.reserving.kafka;

import org.jspecify.annotations.NullMarked;
