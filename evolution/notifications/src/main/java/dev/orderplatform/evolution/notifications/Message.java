package dev.orderplatform.evolution.notifications;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.OrderShippedEvent;

/** What a customer reads about an order. */
record Message(String title, String body) {

    static Message about(OrderEvent event) {
        String order = "order " + event.orderId();
        return switch (event) {
            case OrderCreatedEvent _ ->
                new Message("We have received your " + order, "Thank you! Your " + order + " has arrived.");
            case OrderConfirmedEvent _ ->
                new Message(
                        "Your " + order + " is confirmed",
                        "Good news: everything in your " + order + " is reserved for you.");
            case OrderRejectedEvent rejected ->
                new Message(
                        "We can't fulfil your " + order,
                        "We are sorry: your " + order + " can't be fulfilled. Not available: "
                                + String.join(", ", rejected.rejection().skus()) + ".");
            case OrderCancelledEvent _ ->
                new Message(
                        "Your " + order + " is cancelled",
                        "Your " + order + " is cancelled, and nothing of it will be sent.");
            // In these stages an order's life ends when it is confirmed.
            case OrderPaidEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundRequestedEvent _,
                    OrderRefundedEvent _ ->
                throw new IllegalArgumentException("not an event of this stage: " + event.type());
        };
    }
}
