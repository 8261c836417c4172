/** GET /api/v1/orders: one order, its parcels, a page of orders, a stream of changes; and one order for services. */
@NullMarked
package dev.orderplatform.order.viewing.web;

import org.jspecify.annotations.NullMarked;
