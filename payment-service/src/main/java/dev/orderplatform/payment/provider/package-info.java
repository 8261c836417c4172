/** The payment provider, as the rest of the service sees it. */
@NullMarked
package dev.orderplatform.payment.provider;

import org.jspecify.annotations.NullMarked;
