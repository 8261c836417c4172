package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an order's events are.
 *
 * @param published those on the topics of its home region
 * @param outbox those that are stored and perhaps not published
 * @param applied ids of the events that each part has applied, by part
 * @param deadLetters those that wait for a decision, and those that were discarded
 * @param unknown those that consumers have stored because they do not know a type
 */
public record Deliveries(
        List<Published> published,
        List<Unpublished> outbox,
        Map<String, Set<String>> applied,
        List<Letter> deadLetters,
        List<Unknown> unknown) {

    public static final Deliveries NONE = new Deliveries(List.of(), List.of(), Map.of(), List.of(), List.of());

    public Deliveries {
        published = List.copyOf(published);
        outbox = List.copyOf(outbox);
        applied = Map.copyOf(applied);
        deadLetters = List.copyOf(deadLetters);
        unknown = List.copyOf(unknown);
    }

    /** @param traceparent W3C trace context of the cause */
    public record Published(String topic, String id, String type, Instant at, Optional<String> traceparent) {}

    /** @param part the publisher */
    public record Unpublished(String part, String id, String type, Instant at) {}

    /** @param group the consumer group that failed */
    public record Letter(String id, String group, String reason, boolean discarded) {}

    /** @param consumer the consumer group, with its region if it reads several brokers */
    public record Unknown(String part, String consumer, String id, String type, Instant storedAt) {}

    public boolean isPublished(String eventId) {
        return published.stream().anyMatch(event -> event.id().equals(eventId));
    }

    public boolean isInOutbox(String eventId) {
        return outbox.stream().anyMatch(row -> row.id().equals(eventId));
    }

    public boolean hasApplied(String part, String eventId) {
        return applied.getOrDefault(part, Set.of()).contains(eventId);
    }

    public Optional<Letter> deadLetter(String eventId, String group) {
        return deadLetters.stream()
                .filter(letter -> letter.id().equals(eventId) && letter.group().equals(group))
                .findFirst();
    }

    public Optional<Unknown> stored(String part, String eventId) {
        return unknown.stream()
                .filter(event -> event.part().equals(part) && event.id().equals(eventId))
                .findFirst();
    }

    /** The id of the trace that the order's request began, if an event carries it. */
    public Optional<String> traceId() {
        return published.stream()
                .flatMap(event -> event.traceparent().stream())
                .map(traceparent -> traceparent.split("-", -1))
                .filter(fields -> fields.length >= 4)
                .map(fields -> fields[1])
                .findFirst();
    }
}
