/** A Kafka broker from Maven: formatted and run in a JVM of its own. */
@NullMarked
package dev.orderplatform.runtime.kafka;

import org.jspecify.annotations.NullMarked;
