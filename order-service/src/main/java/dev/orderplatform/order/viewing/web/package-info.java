/** GET /api/v1/orders: one order, a page of orders, a stream of changes. */
@NullMarked
package dev.orderplatform.order.viewing.web;

import org.jspecify.annotations.NullMarked;
