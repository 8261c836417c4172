/** Events as Kafka records, and the one place that sends them. */
@NullMarked
package dev.orderplatform.kafka;

import org.jspecify.annotations.NullMarked;
