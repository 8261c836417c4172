/** Consumes order events from Kafka. */
@NullMarked
package dev.orderplatform.notification.writing.kafka;

import org.jspecify.annotations.NullMarked;
