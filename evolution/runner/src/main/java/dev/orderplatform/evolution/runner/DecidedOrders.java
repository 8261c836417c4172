package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase.Row;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.load.LoadRun.ClientResults;
import dev.orderplatform.tools.load.LoadRun.OrderOutcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Outcomes of a synchronous stage's orders, counted in its databases. The response to such an order contains the
 * decision.
 */
final class DecidedOrders {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SHARD = "_{n}";
    private static final String COUNT = """
        SELECT status, count(*) FROM t_order_{n}
        WHERE created_at >= '{from}' AND created_at < '{to}' GROUP BY status
        """;

    private final Tables tables;

    private DecidedOrders(Tables tables) {
        this.tables = tables;
    }

    /** Runs a query on each table of orders. */
    @FunctionalInterface
    private interface Tables {
        void each(String query, Row row);
    }

    static DecidedOrders of(Stage stage, PlatformData data) {
        return switch (stage) {
            case MONOLITH -> inOneTable(data.global(), "monolith", data.auditor());
            case SYNCHRONOUS -> {
                var region = data.regions().getFirst();
                yield inOneTable(region.postgres(), "order_ds_0", region.auditor());
            }
            case SHARDED ->
                new DecidedOrders((query, row) -> {
                    try (var databases = RegionDatabases.open(data.regions().getFirst())) {
                        databases.eachTable(query, (_, found) -> row.read(found));
                    }
                });
            case EVENT_DRIVEN, MULTI_ACTIVE ->
                throw new IllegalArgumentException("responses of this stage contain no decision: " + stage);
        };
    }

    private static DecidedOrders inOneTable(String server, String name, Login auditor) {
        return new DecidedOrders((query, row) -> {
            try (var database = ReadOnlyDatabase.open(server, name, auditor)) {
                database.each(query.replace(SHARD, ""), row);
            }
        });
    }

    /** Waits at most a minute until each order of the window is decided, and counts. */
    OrderOutcomes of(ClientResults seen) {
        Await.until(TIMEOUT, () -> !byStatus(seen).containsKey("PENDING"));
        var settledAfter = Duration.between(seen.to(), Instant.now());
        var orders = byStatus(seen);
        // Client-side latencies: timestamps in rows would not include the response.
        return new OrderOutcomes(
                orders.getOrDefault("CONFIRMED", 0L),
                orders.getOrDefault("REJECTED", 0L),
                orders.getOrDefault("PENDING", 0L),
                seen.acceptP50Millis(),
                seen.acceptP99Millis(),
                settledAfter);
    }

    private Map<String, Long> byStatus(ClientResults seen) {
        var query = COUNT.replace("{from}", seen.from().toString())
                .replace("{to}", seen.to().toString());
        var orders = new HashMap<String, Long>();
        tables.each(query, row -> orders.merge(row.getString(1), row.getLong(2), Long::sum));
        return orders;
    }
}
