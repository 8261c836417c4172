/** POST /api/v1/payments. */
@NullMarked
package dev.orderplatform.payment.starting.web;

import org.jspecify.annotations.NullMarked;
