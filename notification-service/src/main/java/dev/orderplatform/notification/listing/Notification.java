package dev.orderplatform.notification.listing;

import java.time.Instant;

/**
 * A notification in a customer's list.
 *
 * @param type type of the event, such as {@code OrderConfirmedEvent}
 */
public record Notification(long id, long orderId, String type, String title, String body, Instant createdAt) {}
