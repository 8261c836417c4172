package dev.orderplatform.notification.domain;

import dev.orderplatform.contracts.Line;
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
                        "Thank you! Your " + order + " of " + units(created.lines()) + " for "
                                + amount(created.totalMinor(), created.currency())
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
            case OrderPaidEvent paid ->
                new Message(
                        "Your " + order + " is paid",
                        "Thank you! We have received " + amount(paid.totalMinor(), paid.currency()) + " for your "
                                + order + ". We will let you know as soon as it is on its way.");
            case OrderShippedEvent _ ->
                new Message("Your " + order + " is on its way", "The first parcel of your " + order + " has left.");
            case OrderDeliveredEvent _ ->
                new Message("Your " + order + " has arrived", "All parcels of your " + order + " have arrived.");
            case OrderRefundRequestedEvent refund ->
                new Message(
                        "You will get your money back for " + order,
                        refundReason(refund.reason(), order) + " We are paying back "
                                + amount(refund.amountMinor(), refund.currency()) + ".");
            case OrderRefundedEvent refund ->
                new Message(
                        "We have paid back your " + order,
                        "We have paid back " + amount(refund.amountMinor(), refund.currency()) + " for your " + order
                                + ".");
        };
    }

    private static String refundReason(String reason, String order) {
        return switch (reason) {
            case OrderRefundRequestedEvent.CANCELLED -> "Your " + order + " is cancelled.";
            case OrderRefundRequestedEvent.LATE_PAYMENT -> "Your payment came after your " + order + " was cancelled.";
            case OrderRefundRequestedEvent.RETURNED -> "All parcels of your " + order + " came back to us.";
            default -> "Your " + order + " is refunded.";
        };
    }

    private static String units(List<Line> lines) {
        int units = lines.stream().mapToInt(Line::quantity).sum();
        return units == 1 ? "1 item" : units + " items";
    }

    private static Amount amount(long minor, String currency) {
        return new Amount(minor, Currency.getInstance(currency));
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
