package dev.orderplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.bench.HttpLoop;
import dev.orderplatform.tools.bench.TemporaryPlatform;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Loads a platform through its gateway, and counts an order when it is decided. */
final class PlatformLoad implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(120);
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
     * A time of load.
     *
     * @param took until the last order was decided and its events were published
     * @param p50 of the answer, in milliseconds
     * @param cpu milliseconds by process
     */
    record Run(long orders, long confirmed, Duration took, double p50, double p99, Map<String, Long> cpu) {
        double throughput() {
            return confirmed / (took.toNanos() / 1e9);
        }

        double cpuAnOrder() {
            return cpuOf("");
        }

        /** @param process the beginning of its name */
        double cpuOf(String process) {
            return cpu.entrySet().stream()
                            .filter(of -> of.getKey().startsWith(process))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / (double) orders;
        }
    }

    Run run(Duration duration, Supplier<ByteBuffer> requests) {
        Instant from = Instant.now();
        Map<String, Long> before = cpu.look();
        long began = System.nanoTime();
        HttpLoop.Outcome outcome = new HttpLoop(platform.gatewayPort(), connections, 201).run(duration, requests);
        assertThat(outcome.failures()).as("failures").isEmpty();
        settle();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Map<String, Long> millis = cpu.since(before);
        return new Run(
                outcome.micros().getTotalCount(),
                databases.sumOfTables(CONFIRMED.formatted(OrderId.lowestAt(from))),
                took,
                outcome.micros().getValueAtPercentile(50) / 1e3,
                outcome.micros().getValueAtPercentile(99) / 1e3,
                millis);
    }

    private void settle() {
        assertThat(Await.until(
                        SETTLED, () -> databases.sumOfTables(PENDING) == 0 && databases.sumOfTables(WAITING) == 0))
                .as("every order is decided and told of")
                .isTrue();
    }

    /** Tries until nothing is refused any more: the order-service learns of new SKUs within a minute. */
    void awaitAccepted(Supplier<ByteBuffer> requests, Duration limit) {
        assertThat(Await.until(
                        limit,
                        () -> new HttpLoop(platform.gatewayPort(), connections, 201)
                                .run(Duration.ofMillis(500), requests)
                                .failures()
                                .isEmpty()))
                .as("the whole catalogue can be ordered")
                .isTrue();
        settle();
    }

    @Override
    public void close() {
        databases.close();
    }
}
