package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How far a region's replicas are behind another region's orders.
 *
 * @param broker what waits at the broker of {@code from}
 * @param databases what waits in the databases of {@code from}, unpublished events among it
 */
public record Replication(String from, String to, Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {

    /** Order events that are not applied yet, for programs; empty unless both parts of the figure are recent. */
    public OptionalLong lag(Instant now) {
        var bothRecent = Stream.of(broker.map(BrokerBacklog::measured), databases.map(DatabaseBacklog::measured))
                .allMatch(measured ->
                        measured.filter(then -> Age.of(then, now).recent()).isPresent());
        return bothRecent ? OptionalLong.of(behind()) : OptionalLong.empty();
    }

    /** The last known figure with its age, for people. */
    String text(Instant now) {
        return broker.isEmpty() && databases.isEmpty()
                ? "replication %s → %s: not measured yet".formatted(from, to)
                : "replication %s → %s: %s behind%s, %s".formatted(from, to, events(), unpublished(), measured(now));
    }

    private long behind() {
        return broker.map(BrokerBacklog::unreplicated).orElse(0L)
                + databases.map(part -> part.unpublished().count()).orElse(0L);
    }

    private String events() {
        return String.format(Locale.ROOT, behind() == 1 ? "%,d event" : "%,d events", behind());
    }

    private String unpublished() {
        return databases
                .map(DatabaseBacklog::unpublished)
                .filter(waiting -> !waiting.none())
                .map(waiting -> String.format(
                        Locale.ROOT, " (%,d unpublished, oldest %s)", waiting.count(), new Age(waiting.oldest())))
                .orElse("");
    }

    // One age, that of the older part, where both were measured at about the same time.
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
