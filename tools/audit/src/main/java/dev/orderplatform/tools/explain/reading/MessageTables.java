package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.Deliveries.Unknown;
import dev.orderplatform.tools.explain.evidence.Deliveries.Unpublished;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Outbox, inbox and stored events of one instance of a service, as far as they concern an order.
 *
 * @param applied ids
 */
record MessageTables(List<Unpublished> outbox, Set<String> applied, List<Unknown> unknown) {

    static final MessageTables EMPTY = new MessageTables(List.of(), Set.of(), List.of());

    private static final String OUTBOX = """
        SELECT event_id, type, created_at FROM %s WHERE partition_key = '%d' ORDER BY seq
        """;

    // Ranges of the primary key: the ids of an order's events begin with the aggregate and the order's id.
    private static final String INBOX = """
        SELECT event_id FROM %s, (VALUES ('order'), ('stock'), ('payment'), ('parcel')) AS a (aggregate)
        WHERE event_id >= a.aggregate || '-%2$d-' AND event_id < a.aggregate || '-%2$d.'
        """;

    private static final String UNKNOWN = """
        SELECT consumer, event_id, type, stored_at FROM t_unknown_event WHERE partition_key = '%d' ORDER BY seq
        """;

    MessageTables {
        outbox = List.copyOf(outbox);
        applied = Set.copyOf(applied);
        unknown = List.copyOf(unknown);
    }

    /** Of a service with one outbox and one inbox in its database. */
    static MessageTables read(String part, ReadOnlyDatabase database, long orderId) {
        return read(part, database, orderId, "t_outbox", "t_inbox");
    }

    /** Reads those tables that the service has. */
    static MessageTables read(String part, ReadOnlyDatabase database, long orderId, String outbox, String inbox) {
        return new MessageTables(
                database.hasTable(outbox)
                        ? Row.of(database, OUTBOX.formatted(outbox, orderId)).stream()
                                .map(row -> new Unpublished(
                                        part, row.text("event_id"), row.text("type"), row.instant("created_at")))
                                .toList()
                        : List.of(),
                applied(database, INBOX.formatted(inbox, orderId)),
                unknown(part, database, orderId));
    }

    /** The same with events that are stored elsewhere. */
    MessageTables with(List<Unknown> stored) {
        return new MessageTables(outbox, applied, stored);
    }

    private static Set<String> applied(ReadOnlyDatabase database, String query) {
        var ids = new HashSet<String>();
        database.each(query, row -> ids.add(row.getString(1)));
        return ids;
    }

    static List<Unknown> unknown(String part, ReadOnlyDatabase database, long orderId) {
        return database.hasTable("t_unknown_event")
                ? Row.of(database, UNKNOWN.formatted(orderId)).stream()
                        .map(row -> new Unknown(
                                part,
                                row.text("consumer"),
                                row.text("event_id"),
                                row.text("type"),
                                row.instant("stored_at")))
                        .toList()
                : List.of();
    }
}
