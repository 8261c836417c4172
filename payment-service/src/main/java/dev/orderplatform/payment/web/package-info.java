/** GET /api/v1/payments/{paymentId}, and how failures are answered. */
@NullMarked
package dev.orderplatform.payment.web;

import org.jspecify.annotations.NullMarked;
