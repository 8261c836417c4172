/** POST /api/v1/orders. */
@NullMarked
package dev.orderplatform.order.placing.web;

import org.jspecify.annotations.NullMarked;
