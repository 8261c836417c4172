package dev.orderplatform.notification.channel.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * An attempt, and what follows from it.
 *
 * @param retryAfter until the next attempt; empty if there is none: the webhook is delivered, or given up
 */
public record Outcome(Delivery delivery, Attempt attempt, Optional<Duration> retryAfter) {

    /** Whether it failed for the last time. */
    public boolean isGivenUp() {
        return !attempt.isDelivered() && retryAfter.isEmpty();
    }
}
