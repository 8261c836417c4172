package dev.orderplatform.notification.channel.webhook;

import java.time.Instant;

/**
 * A webhook to send.
 *
 * @param eventId becomes the webhook-id: the same for each attempt, so that the receiver detects duplicates
 * @param type of the event, such as {@code OrderConfirmedEvent}
 * @param at when the event happened
 * @param failures number of failed attempts since it was queued or replayed
 */
public record Delivery(
        long notificationId,
        String eventId,
        long orderId,
        String type,
        Instant at,
        String title,
        String body,
        int failures) {}
