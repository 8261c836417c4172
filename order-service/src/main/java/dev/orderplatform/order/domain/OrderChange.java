package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.OrderEvent;

/**
 * One transition of an order.
 *
 * @param order as it is after the transition
 * @param entry of its history
 */
public record OrderChange(Order order, StatusChange entry) {
    public OrderEvent event() {
        return Transition.to(order.status()).event(order, entry);
    }
}
