/** POST /api/v1/payments/callback. */
@NullMarked
package dev.orderplatform.payment.callbacks.web;

import org.jspecify.annotations.NullMarked;
