package dev.orderplatform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** A physical inbox table {@code (event_id, received_at)} with primary key {@code event_id}. */
public final class InboxTable {
    private final String name;

    /** @param name a table name from code, never from outside: it becomes part of SQL */
    public InboxTable(String name) {
        this.name = name;
    }

    /** Records events in the caller's transaction and tells which of them are new. Waits for a twin in flight. */
    public Set<String> recordNew(Connection transaction, Collection<String> eventIds) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO " + name
                + " (event_id) SELECT DISTINCT unnest(?::text[]) ORDER BY 1 ON CONFLICT DO NOTHING RETURNING"
                + " event_id")) {
            insert.setArray(1, transaction.createArrayOf("text", eventIds.toArray()));
            try (ResultSet rows = insert.executeQuery()) {
                Set<String> fresh = new HashSet<>();
                while (rows.next()) {
                    fresh.add(rows.getString(1));
                }
                return fresh;
            }
        }
    }
}
