/** Orders that survive their region: stored in two by one global transaction. {@code MultiRegionOrders} is the entry. */
@NullMarked
package dev.orderplatform.order.multiregion;

import org.jspecify.annotations.NullMarked;
