package dev.orderplatform.monolith.notifications;

import java.util.List;

/**
 * The text of a notification.
 *
 * @param type name of the platform's event
 */
public record Message(String type, String title, String body) {

    public static Message confirmed(long orderId) {
        return new Message(
                "OrderConfirmedEvent",
                "Your order " + orderId + " is confirmed",
                "Good news: everything in your order " + orderId + " is reserved for you.");
    }

    public static Message rejected(long orderId, List<String> skus) {
        return new Message(
                "OrderRejectedEvent",
                "We can't fulfil your order " + orderId,
                "We are sorry: your order " + orderId + " can't be fulfilled. Not enough in stock: "
                        + String.join(", ", skus) + ".");
    }

    public static Message cancelled(long orderId) {
        return new Message(
                "OrderCancelledEvent",
                "Your order " + orderId + " is cancelled",
                "Your order " + orderId + " is cancelled, and nothing of it will be sent.");
    }
}
