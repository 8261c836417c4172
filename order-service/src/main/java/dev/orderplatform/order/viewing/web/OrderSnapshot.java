package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.storage.Orders;

/** An order and its parcels at one time. */
record OrderSnapshot(StoredOrder order, Parcels parcels) {

    /**
     * A customer's own order. Blocks.
     *
     * @throws OrderNotFound when it does not exist, or belongs to another user
     */
    static OrderSnapshot read(Orders orders, long userId, long orderId) {
        StoredOrder order = orders.get(userId, orderId);
        // The order first: parcels are then at least as new as its status. Only a paid order has any.
        boolean paid = order.order().paymentId().isPresent();
        return new OrderSnapshot(order, paid ? orders.parcels(orderId) : Parcels.NONE);
    }
}
