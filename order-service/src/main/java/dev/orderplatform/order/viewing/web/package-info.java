/** GET /api/v1/orders: one, a page, the changes. */
@NullMarked
package dev.orderplatform.order.viewing.web;

import org.jspecify.annotations.NullMarked;
