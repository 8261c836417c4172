/** order-service over HTTP. */
@NullMarked
package dev.orderplatform.payment.starting.http;

import org.jspecify.annotations.NullMarked;
