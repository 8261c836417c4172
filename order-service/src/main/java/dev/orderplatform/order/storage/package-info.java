/** The stored orders: one class writes t_order and t_order_item, one reads them, and one has the parcels. */
@NullMarked
package dev.orderplatform.order.storage;

import org.jspecify.annotations.NullMarked;
