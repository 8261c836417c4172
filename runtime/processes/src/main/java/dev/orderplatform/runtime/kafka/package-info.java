/** Formats and runs a Kafka broker whose jars come from Maven. */
@NullMarked
package dev.orderplatform.runtime.kafka;

import org.jspecify.annotations.NullMarked;
