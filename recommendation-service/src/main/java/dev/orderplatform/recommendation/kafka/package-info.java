/** Consumes order events. */
@NullMarked
package dev.orderplatform.recommendation.kafka;

import org.jspecify.annotations.NullMarked;
