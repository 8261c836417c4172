package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.load.LoadRun.ClientResults;
import dev.orderplatform.tools.load.LoadRun.OrderOutcomes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Outcomes of a synchronous stage's orders, counted in its databases. The response to such an order contains the
 * decision.
 */
final class DecidedOrders {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String server;
    private final Login auditor;
    private final List<String> databases;
    private final List<String> tables;

    private DecidedOrders(String server, Login auditor, List<String> databases, List<String> tables) {
        this.server = server;
        this.auditor = auditor;
        this.databases = databases;
        this.tables = tables;
    }

    static DecidedOrders of(Stage stage, PlatformData data) {
        var region = data.regions().stream().findFirst();
        return switch (stage) {
            case MONOLITH -> new DecidedOrders(data.global(), data.auditor(), List.of("monolith"), List.of("t_order"));
            case SYNCHRONOUS ->
                new DecidedOrders(
                        region.orElseThrow().postgres(),
                        region.orElseThrow().auditor(),
                        List.of("order_ds_0"),
                        List.of("t_order"));
            case SHARDED ->
                new DecidedOrders(
                        region.orElseThrow().postgres(),
                        region.orElseThrow().auditor(),
                        numbered("order_ds_", 4),
                        numbered("t_order_", 8));
            case EVENT_DRIVEN, MULTI_ACTIVE ->
                throw new IllegalArgumentException("responses of this stage contain no decision: " + stage);
        };
    }

    /** Waits at most a minute until each order of the window is decided, and counts. */
    OrderOutcomes of(ClientResults seen) {
        Await.until(TIMEOUT, () -> count("PENDING", seen) == 0);
        // Client-side latencies: timestamps in rows would not include the response.
        return new OrderOutcomes(
                count("CONFIRMED", seen),
                count("REJECTED", seen),
                count("PENDING", seen),
                seen.acceptP50Millis(),
                seen.acceptP99Millis(),
                Duration.ZERO);
    }

    private long count(String status, ClientResults seen) {
        return databases.stream().mapToLong(name -> count(name, status, seen)).sum();
    }

    private long count(String name, String status, ClientResults seen) {
        try (var database = ReadOnlyDatabase.open(server, name, auditor)) {
            return tables.stream()
                    .mapToLong(table -> database.number("SELECT count(*) FROM " + table + " WHERE status = '" + status
                            + "'" + " AND created_at >= '" + seen.from() + "' AND created_at < '" + seen.to() + "'"))
                    .sum();
        }
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }
}
