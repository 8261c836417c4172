package dev.orderplatform.tools.webhooks;

import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as stored.
 *
 * @param id of the notification
 * @param eventId its webhook-id
 * @param status WAITING, DELIVERED or FAILED
 * @param due of the next attempt, or when the last one ended
 * @param error of the last attempt
 * @param ready whether the customer has an endpoint that is not disabled
 */
record Webhook(
        long id,
        long userId,
        String eventId,
        String status,
        int attempts,
        Instant due,
        Optional<String> error,
        boolean ready) {}
