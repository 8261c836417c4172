/** GET /api/v1/payments. */
@NullMarked
package dev.orderplatform.payment.web;

import org.jspecify.annotations.NullMarked;
