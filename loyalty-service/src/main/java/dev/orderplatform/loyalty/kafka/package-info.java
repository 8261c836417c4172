/** Consumes order events. */
@NullMarked
package dev.orderplatform.loyalty.kafka;

import org.jspecify.annotations.NullMarked;
