/** Consumers of Kafka topics. */
@NullMarked
package dev.orderplatform.logistics.kafka;

import org.jspecify.annotations.NullMarked;
