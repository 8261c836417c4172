/** Order events from the region's own broker. */
@NullMarked
package dev.orderplatform.payment.following.kafka;

import org.jspecify.annotations.NullMarked;
