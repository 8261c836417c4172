package dev.orderplatform.notification.domain;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import java.util.Currency;
import java.util.List;

/**
 * The text of a notification.
 *
 * @param title one line
 * @param body plain text
 */
public record Message(String title, String body) {
    private static final int MAX_SKUS_LISTED = 10;

    /** The message about an event. The exhaustive switch forces a message for each new event type. */
    public static Message about(OrderEvent event) {
        String order = "order " + event.orderId();
        return switch (event) {
            case OrderCreatedEvent created ->
                new Message(
                        "We have received your " + order,
                        "Thank you! Your " + order + " of " + units(created.lines()) + " for " + total(created)
                                + " has arrived. We will let you know as soon as its stock is reserved.");
            case OrderConfirmedEvent _ ->
                new Message(
                        "Your " + order + " is confirmed",
                        "Good news: everything in your " + order + " is reserved for you.");
            case OrderRejectedEvent rejected ->
                new Message(
                        "We can't fulfil your " + order,
                        "We are sorry: your " + order + " can't be fulfilled. " + reason(rejected.rejection()));
            case OrderCancelledEvent _ ->
                new Message(
                        "Your " + order + " is cancelled",
                        "Your " + order + " is cancelled, and nothing of it will be sent.");
        };
    }

    private static String units(List<Line> lines) {
        int units = lines.stream().mapToInt(Line::quantity).sum();
        return units == 1 ? "1 item" : units + " items";
    }

    private static Amount total(OrderCreatedEvent created) {
        return new Amount(created.totalMinor(), Currency.getInstance(created.currency()));
    }

    private static String reason(Rejection rejection) {
        String skus = named(rejection.skus());
        return switch (rejection.reason()) {
            case Rejection.OUT_OF_STOCK -> "Not enough in stock: " + skus + ".";
            case Rejection.UNKNOWN_SKU -> "No longer on sale: " + skus + ".";
            default -> "Not available: " + skus + ".";
        };
    }

    private static String named(List<String> skus) {
        String first = String.join(", ", skus.subList(0, Math.min(MAX_SKUS_LISTED, skus.size())));
        return skus.size() <= MAX_SKUS_LISTED ? first : first + " and " + (skus.size() - MAX_SKUS_LISTED) + " more";
    }
}
