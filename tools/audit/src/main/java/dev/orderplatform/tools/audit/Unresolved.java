package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.util.ArrayList;
import java.util.List;

/** What has waited for the provider or the carrier for more than a minute, as {@code orderctl status} lists it. */
final class Unresolved {

    private static final String ROWS = """
        SELECT order_id, subject, reason, since FROM v_unresolved WHERE since < now() - interval '60 s' ORDER BY since
        """;

    private Unresolved() {}

    /** @param database of payment-service or logistics-service */
    static List<String> in(ReadOnlyDatabase database) {
        var found = new ArrayList<String>();
        database.each(
                ROWS,
                row -> found.add("%d: %s, %s, unresolved since %s"
                        .formatted(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant())));
        return found;
    }
}
