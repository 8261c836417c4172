package dev.orderplatform.notification.listing;

import java.time.Instant;

/**
 * A notification in its customer's list.
 *
 * @param type the event's type, such as {@code OrderConfirmedEvent}
 */
public record Notification(long id, long orderId, String type, String title, String body, Instant createdAt) {}
