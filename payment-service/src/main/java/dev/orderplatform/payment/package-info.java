/** Payment intents, callbacks of the payment provider, and refunds. */
@NullMarked
package dev.orderplatform.payment;

import org.jspecify.annotations.NullMarked;
