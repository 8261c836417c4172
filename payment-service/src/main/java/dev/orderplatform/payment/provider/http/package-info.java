/** The payment provider over HTTP. */
@NullMarked
package dev.orderplatform.payment.provider.http;

import org.jspecify.annotations.NullMarked;
