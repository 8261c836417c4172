/** Consumes order events. */
@NullMarked
package dev.orderplatform.sample.kafka;

import org.jspecify.annotations.NullMarked;
