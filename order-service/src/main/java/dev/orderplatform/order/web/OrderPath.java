package dev.orderplatform.order.web;

import dev.orderplatform.order.domain.OrderNotFound;

/** Order ids in paths. */
public final class OrderPath {
    private OrderPath() {}

    /** @throws OrderNotFound when it is not in the form of an order id */
    public static long id(String orderId) {
        if (!orderId.matches("[0-9]{1,19}")) {
            throw new OrderNotFound();
        }
        try {
            return Long.parseLong(orderId);
        } catch (NumberFormatException _) {
            throw new OrderNotFound(); // more than 63 bits
        }
    }
}
