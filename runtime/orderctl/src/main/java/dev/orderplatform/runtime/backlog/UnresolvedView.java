package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.util.ArrayList;
import java.util.Optional;

/** The view in which a service shows what it has not resolved with an external system. */
final class UnresolvedView {

    private static final String NAME = "v_unresolved";

    // Normally, it answers within seconds. By the database's clock, which wrote the timestamps.
    private static final String QUERY = """
        SELECT order_id, coalesce(subject, ''), coalesce(reason, ''), since, count(*) OVER ()
        FROM v_unresolved WHERE since < now() - interval '60 seconds' ORDER BY since LIMIT %d
        """.formatted(Unresolved.MAX_ITEMS);

    private UnresolvedView() {}

    /** Empty if the database has no such view. */
    static Optional<Unresolved> in(ReadOnlyDatabase database) {
        if (!database.hasView(NAME)) {
            return Optional.empty();
        }
        var count = new long[1];
        var oldest = new ArrayList<Unresolved.Item>();
        database.each(QUERY, row -> {
            count[0] = row.getLong(5);
            oldest.add(new Unresolved.Item(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant()));
        });
        return Optional.of(new Unresolved(count[0], oldest));
    }
}
