package dev.orderplatform.evolution.notifications;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;

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
        };
    }
}
