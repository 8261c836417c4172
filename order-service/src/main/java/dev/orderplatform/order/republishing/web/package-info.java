/** POST /internal/orders/events. */
@NullMarked
package dev.orderplatform.order.republishing.web;

import org.jspecify.annotations.NullMarked;
