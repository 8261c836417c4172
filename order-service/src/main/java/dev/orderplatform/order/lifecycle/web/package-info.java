/** POST /api/v1/orders/{orderId}/cancel. */
@NullMarked
package dev.orderplatform.order.lifecycle.web;

import org.jspecify.annotations.NullMarked;
