package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.bench.TemporaryPlatform;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.Tokens;
import dev.orderplatform.tools.load.LoadRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The whole platform of one region, loaded through its gateway until its orders are confirmed. */
final class WritePathPlatform implements AutoCloseable {
    private static final int PORT_OFFSET = 9_000;
    private static final int STOCK = 100_000_000;
    private static final Duration SETTLED = Duration.ofSeconds(120);
    private static final String PENDING = "SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')";
    private static final String DECISIONS = """
        SELECT history -> 1 ->> 'status', extract(epoch FROM (history -> 1 ->> 'at')::timestamptz - created_at) * 1000
        FROM t_order_{n} WHERE order_id >= %d
        """;

    private final TemporaryPlatform platform = TemporaryPlatform.start(Path.of("target/platform"), PORT_OFFSET, STOCK);
    private final RegionDatabases databases = RegionDatabases.open(platform.region());
    private final LoadRun orders;

    /** The process of each part. */
    final Map<String, Long> pids = platform.pids();

    WritePathPlatform(int users, int skus, int lines) {
        try (Gateway gateway = new Gateway(platform.gatewayUrl(), 16)) {
            orders = new LoadRun(platform.gatewayUrl(), Tokens.ofUsers(gateway, 1, users), skus, lines);
        }
    }

    /** The label of each part. */
    Map<String, String> kinds() {
        return pids.keySet().stream().collect(Collectors.toMap(part -> part, WritePathPlatform::kind));
    }

    private static String kind(String part) {
        if (part.startsWith("postgres")) {
            return "PostgreSQL";
        }
        return part.startsWith("kafka") ? "Kafka" : part.replace("-east", "");
    }

    /** Returns when the last order is decided. */
    LoadRun.ClientResults load(int connections, Duration duration) throws InterruptedException {
        LoadRun.ClientResults results = orders.closed(connections, duration);
        assertThat(Await.until(SETTLED, () -> databases.sumOfTables(PENDING) == 0))
                .as("every order is decided")
                .isTrue();
        return results;
    }

    /** The confirmation times of all orders since then. */
    Map<String, Double> confirmation(Instant from) {
        Histogram millis = new Histogram(Duration.ofHours(1).toMillis(), 3);
        databases.eachTable(DECISIONS.formatted(OrderId.lowestAt(from)), (_, row) -> {
            assertThat(row.getString(1)).isEqualTo("CONFIRMED");
            millis.recordValue(Math.max(0, row.getLong(2)));
        });
        return Map.of(
                "ms until confirmed, p50", (double) millis.getValueAtPercentile(50),
                "ms until confirmed, p99", (double) millis.getValueAtPercentile(99));
    }

    @Override
    public void close() {
        databases.close();
        platform.close();
    }
}
