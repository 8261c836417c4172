package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an order has caused in the services that belong to no region.
 *
 * @param basket its state in recommendation-service
 */
public record Effects(List<Notification> notifications, List<Points> points, Optional<String> basket) {

    public static final Effects NONE = new Effects(List.of(), List.of(), Optional.empty());

    public Effects {
        notifications = List.copyOf(notifications);
        points = List.copyOf(points);
    }

    /** @param type of the order event that it is about */
    public record Notification(
            long id, String type, Instant createdAt, Optional<Message> webhook, Optional<Message> email) {}

    /**
     * A notification that is sent to the customer.
     *
     * @param status WAITING, FAILED, or DELIVERED or SENT
     * @param at of the next attempt, or when the last one ended
     * @param error of the last attempt
     */
    public record Message(String status, int attempts, Instant at, Optional<String> error) {}

    /** @param kind PENDING, POSTED, … */
    public record Points(String kind, long points, Instant at) {}
}
