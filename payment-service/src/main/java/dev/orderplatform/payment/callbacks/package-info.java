/** Callbacks of the payment provider. */
@NullMarked
package dev.orderplatform.payment.callbacks;

import org.jspecify.annotations.NullMarked;
