package dev.orderplatform.inbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A physical inbox table {@code (event_id, received_at)} with primary key {@code event_id}. */
public final class InboxTable {
    private final String name;

    /** @param name must be a constant, never input: it becomes part of SQL */
    public InboxTable(String name) {
        this.name = name;
    }

    /** Records events and returns the new ones. Blocks while another transaction is recording the same event. */
    public Set<EventId> recordNew(Transaction transaction, Collection<EventId> events) throws SQLException {
        try (PreparedStatement insert = transaction.prepare("INSERT INTO " + name
                + " (event_id) SELECT DISTINCT unnest(?::text[]) ORDER BY 1 ON CONFLICT DO NOTHING RETURNING"
                + " event_id")) {
            insert.setObject(1, Columns.texts(events, EventId::toString));
            Set<String> recorded = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    recorded.add(rows.getString(1));
                }
            }
            return events.stream()
                    .filter(event -> recorded.contains(event.toString()))
                    .collect(Collectors.toSet());
        }
    }
}
