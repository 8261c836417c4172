package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Every step in an order's history was published as the event of that version, and nothing beyond. */
final class OrderHistories {

    private static final String ORDERS = """
        SELECT order_id, version, status,
               jsonb_array_length(history) = version AND history -> -1 ->> 'status' = status AS consistent,
               ARRAY (SELECT coalesce((e ->> 'epoch')::bigint, epoch) FROM jsonb_array_elements(history) e) AS epochs
        FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED'
        """;

    private final RegionDatabases region;
    private final PublishedEvents published;
    private final GivenUp givenUp;
    private final Findings findings;
    private final OrderMap versions = new OrderMap();

    OrderHistories(RegionDatabases region, PublishedEvents published, GivenUp givenUp, Findings findings) {
        this.region = region;
        this.published = published;
        this.givenUp = givenUp;
        this.findings = findings;
    }

    void check() {
        region.eachTable(ORDERS.replace("{region}", region.region().name()), (_, row) -> checkOrder(row));
        published.events().forEach(event -> {
            if (event.version() > versions.get(event.orderId()) && !givenUp.discarded(event)) {
                findings.breach(event + ": published, but its order "
                        + (versions.get(event.orderId()) == 0 ? "does not exist" : "has not come that far"));
            }
        });
    }

    private void checkOrder(ResultSet row) throws SQLException {
        var orderId = row.getLong("order_id");
        var version = row.getInt("version");
        versions.put(orderId, version);
        findings.checked(1);
        if (!row.getBoolean("consistent")) {
            findings.breach(
                    orderId + ": its history does not tell version " + version + ", " + row.getString("status"));
        }
        if (!published.cover(orderId)) {
            return;
        }
        var epochs = (Long[]) row.getArray("epochs").getArray();
        for (var step = 1; step <= epochs.length; step++) {
            var event = new OrderEventId(OrderEvent.AGGREGATE, orderId, epochs[step - 1], step);
            if (!published.events().contains(event)) {
                findings.breach(event + ": never published");
            }
        }
    }
}
