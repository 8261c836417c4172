package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The lag of a region's replicas behind another region's orders.
 *
 * @param broker backlog at the broker of {@code from}
 * @param databases backlog in the databases of {@code from}, including unpublished events
 */
public record Replication(String from, String to, Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {

    /** The number of order events not applied yet, for programs; empty unless both measurements are recent. */
    public OptionalLong lag(Instant now) {
        var bothRecent = Stream.of(broker.map(BrokerBacklog::measured), databases.map(DatabaseBacklog::measured))
                .allMatch(measured ->
                        measured.filter(then -> Age.of(then, now).recent()).isPresent());
        return bothRecent ? OptionalLong.of(behind()) : OptionalLong.empty();
    }

    /** The last figure with its age, for people. */
    String text(Instant now) {
        return broker.isEmpty() && databases.isEmpty()
                ? "replication %s → %s: not measured yet".formatted(from, to)
                : "replication %s → %s: %s behind%s, %s".formatted(from, to, events(), unpublished(), measured(now));
    }

    private long behind() {
        return broker.map(BrokerBacklog::unreplicated).orElse(0L)
                + databases.map(part -> part.unpublishedOrders().count()).orElse(0L);
    }

    private String events() {
        return String.format(Locale.ROOT, behind() == 1 ? "%,d event" : "%,d events", behind());
    }

    private String unpublished() {
        return databases
                .map(DatabaseBacklog::unpublishedOrders)
                .filter(waiting -> !waiting.none())
                .map(waiting -> String.format(
                        Locale.ROOT, " (%,d unpublished, oldest %s)", waiting.count(), new Age(waiting.oldest())))
                .orElse("");
    }

    // A single age, the older one, if both were measured at about the same time.
    private String measured(Instant now) {
        var ofBroker = broker.map(part -> Age.of(part.measured(), now));
        var ofOutbox = databases.map(part -> Age.of(part.measured(), now));
        var ages = Stream.concat(ofBroker.stream(), ofOutbox.stream()).sorted().toList();
        return ages.size() == 2 && ages.getLast().minus(ages.getFirst()).recent()
                ? measured(Optional.of(ages.getLast()))
                : "outbox %s, broker %s".formatted(measured(ofOutbox), measured(ofBroker));
    }

    private static String measured(Optional<Age> age) {
        return age.map("measured %s ago"::formatted).orElse("not measured yet");
    }
}
