/** Payment events from the other regions' brokers. */
@NullMarked
package dev.orderplatform.payment.replicating.kafka;

import org.jspecify.annotations.NullMarked;
