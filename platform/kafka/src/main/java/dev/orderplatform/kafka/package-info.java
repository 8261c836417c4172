/** Events as Kafka records; the only package that sends to Kafka. */
@NullMarked
package dev.orderplatform.kafka;

import org.jspecify.annotations.NullMarked;
