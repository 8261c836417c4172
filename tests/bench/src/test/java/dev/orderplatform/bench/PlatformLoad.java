package dev.orderplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.bench.TemporaryPlatform;
import dev.orderplatform.tools.load.LoadRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Loads a platform through its gateway, and counts decided orders. */
final class PlatformLoad implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String PENDING = "SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')";
    private static final String WAITING = "SELECT count(*) FROM t_outbox_{n}";
    private static final String CONFIRMED =
            "SELECT count(*) FROM t_order_{n} WHERE status = 'CONFIRMED' AND order_id >= %d";

    private final TemporaryPlatform platform;
    private final int connections;
    private final RegionDatabases databases;
    private final CpuMeter cpu = new CpuMeter();

    PlatformLoad(TemporaryPlatform platform, int connections) {
        this.platform = platform;
        this.connections = connections;
        this.databases = RegionDatabases.open(platform.region());
        platform.pids().forEach(cpu::watch);
    }

    /**
     * The result of a run.
     *
     * @param took time until the last order was decided and its events published
     * @param p50 response time in milliseconds
     * @param cpu milliseconds by process
     */
    record Run(long orders, long confirmed, Duration took, double p50, double p99, Map<String, Long> cpu) {
        double throughput() {
            return confirmed / (took.toNanos() / 1e9);
        }

        double cpuAnOrder() {
            return cpuOf("");
        }

        /** @param process prefix of its name */
        double cpuOf(String process) {
            return cpu.entrySet().stream()
                            .filter(of -> of.getKey().startsWith(process))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / (double) orders;
        }
    }

    Run run(Duration duration, LoadRun orders) {
        Instant from = Instant.now();
        Map<String, Long> before = cpu.snapshot();
        long began = System.nanoTime();
        LoadRun.ClientResults results = load(duration, orders);
        assertThat(results.errors()).as("failures").isEmpty();
        settle();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Map<String, Long> millis = cpu.since(before);
        return new Run(
                results.accepted(),
                databases.sumOfTables(CONFIRMED.formatted(OrderId.lowestAt(from))),
                took,
                results.acceptP50Millis(),
                results.acceptP99Millis(),
                millis);
    }

    private void settle() {
        assertThat(Await.until(
                        TIMEOUT, () -> databases.sumOfTables(PENDING) == 0 && databases.sumOfTables(WAITING) == 0))
                .as("every order is decided and its events published")
                .isTrue();
    }

    /** Retries until no request is rejected: order-service reads new SKUs within a minute. */
    void awaitAccepted(LoadRun orders, Duration limit) {
        assertThat(Await.until(
                        limit,
                        () -> load(Duration.ofMillis(500), orders).errors().isEmpty()))
                .as("the whole catalogue can be ordered")
                .isTrue();
        settle();
    }

    private LoadRun.ClientResults load(Duration duration, LoadRun orders) {
        try {
            return orders.closed(connections, duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        databases.close();
    }
}
