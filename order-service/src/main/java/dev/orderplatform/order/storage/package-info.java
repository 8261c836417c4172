/** The stored orders: one class writes t_order and t_order_item, one reads them. */
@NullMarked
package dev.orderplatform.order.storage;

import org.jspecify.annotations.NullMarked;
