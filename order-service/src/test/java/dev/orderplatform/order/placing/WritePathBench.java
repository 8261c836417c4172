package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.load.LoadRun;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the write path with what PostgreSQL can sustain, layer by layer: plain inserts, the write path without HTTP,
 * with HTTP, and through the gateway until confirmed; also the HTTP server alone, without storing. All variants take
 * turns in one run on the same machine.
 *
 * <p>{@code mvn verify -Pbench -pl tests/bench -am -Dit.test=WritePathBench}; {@code -Dbench.seconds=} of a round,
 * {@code -Dbench.rounds=}, {@code -Dbench.warmup=} seconds a way, {@code -Dbench.connections=},
 * {@code -Dbench.ways=LIMIT,STORED} for some of the ways only, {@code -Dbench.jvm="-Xmx320m -XX:+UseG1GC"} for other flags
 * of the order-services that stand alone.
 */
class WritePathBench {
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 60));
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 128);
    /** Two batches per database: one is queued while the other is written, as with the plain inserts. */
    private static final int IN_PROCESS = Integer.getInteger("bench.in-process", 1_024);
    /** The same batch size as the service, so that larger transactions give no advantage. */
    private static final int BATCH = Integer.getInteger("bench.batch", 128);

    private static final int LINES = Integer.getInteger("bench.lines", 1);
    private static final int USERS = 1_000;
    private static final int SKUS = 1_000;
    /** The variants to measure, all by default; rows of the others stay empty. */
    private static final List<WritePath> WAYS = Optional.ofNullable(System.getProperty("bench.ways")).stream()
            .flatMap(ways -> Stream.of(ways.split(",")).map(WritePath::valueOf))
            .collect(Collectors.collectingAndThen(
                    Collectors.toList(), some -> some.isEmpty() ? List.of(WritePath.values()) : some));

    private static final String TEST = "test";
    private static final String POSTGRES = "PostgreSQL";
    private static final String KAFKA = "Kafka";
    private static final String SERVICE = "order-service";
    private static final String ANSWERING = "order-service that only answers";

    private static WritePathServers servers;
    private static Optional<WritePathPlatform> platform = Optional.empty();
    private static CpuMeter cpu;

    @BeforeAll
    static void start() throws SQLException {
        servers = new WritePathServers(USERS, SKUS, WARM_UP.compareTo(ROUND) > 0 ? WARM_UP : ROUND);
        platform = WAYS.contains(WritePath.GATEWAY)
                ? Optional.of(new WritePathPlatform(USERS, SKUS, LINES))
                : Optional.empty();
        cpu = new CpuMeter()
                .watchSelf(TEST)
                .watch(POSTGRES, servers.postgres.pid())
                .watch(KAFKA, servers.kafka.pid())
                .watch(SERVICE, servers.service.pid())
                .watch(ANSWERING, servers.answering.pid());
        platform.ifPresent(parts -> parts.pids.forEach(cpu::watch));
    }

    @AfterAll
    static void stop() {
        platform.ifPresent(WritePathPlatform::close);
        servers.close();
    }

    /** The label of each process that takes part in a variant; the others should be idle. */
    private static Map<String, String> working(WritePath way) {
        Map<String, String> working = new HashMap<>();
        switch (way) {
            case LIMIT -> working.put(POSTGRES, POSTGRES);
            case STORED, PUBLISHED, HTTP -> working.putAll(Map.of(SERVICE, SERVICE, POSTGRES, POSTGRES, KAFKA, KAFKA));
            case HTTP_LIMIT -> working.put(ANSWERING, SERVICE);
            case GATEWAY -> working.putAll(platform.orElseThrow().kinds());
        }
        if (way == WritePath.LIMIT || way.overHttp()) {
            working.put(TEST, WritePathReport.GENERATOR);
        }
        return working;
    }

    @Test
    void theWritePathFromTheLimitOutwards() throws Exception {
        // The warm-up also takes turns: code compiled for one variant only would be deoptimised by the next. It starts
        // with few connections: a cold server could not answer a warm server's number in time.
        for (int n = 0; n < 4; n++) {
            for (WritePath way : WAYS) {
                int connections = Math.max(1, CONNECTIONS >> (3 - n));
                print("warming up: %s", line(way, measure(way, WARM_UP.dividedBy(4), connections)));
            }
        }
        Map<WritePath, List<WritePathReport.Round>> rounds = new EnumMap<>(WritePath.class);
        for (int n = 0; n < ROUNDS; n++) {
            for (int i = 0; i < WAYS.size(); i++) {
                WritePath way = WAYS.get((i + n) % WAYS.size());
                WritePathReport.Round round = measure(way, ROUND, CONNECTIONS);
                print("round %d: %s", n + 1, line(way, round));
                rounds.computeIfAbsent(way, _ -> new ArrayList<>()).add(round);
            }
        }
        new WritePathReport(rounds)
                .publish(("%d connections, or %d orders at once in-process; %d rounds of %d s in turns; %d line(s) an"
                                + " order; the limit writes %d orders a transaction over one connection a database")
                        .formatted(CONNECTIONS, IN_PROCESS, ROUNDS, ROUND.toSeconds(), LINES, BATCH));
    }

    private static WritePathReport.Round measure(WritePath way, Duration duration, int connections) throws Exception {
        servers.empty();
        Instant from = Instant.now();
        Map<String, Long> before = cpu.snapshot();
        long began = System.nanoTime();
        Loaded loaded = load(way, duration, connections);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Map<String, Long> millis = byKind(way, cpu.since(before));
        assertThat(loaded.failures).as("failures: %s", way).isEmpty();
        check(way, loaded.orders);
        return new WritePathReport.Round(loaded.orders, took, loaded.p50, loaded.p99, millis, notes(way, from));
    }

    private static Map<String, Long> byKind(WritePath way, Map<String, Long> millis) {
        Map<String, String> working = working(way);
        Map<String, Long> kinds = new LinkedHashMap<>();
        millis.forEach((process, time) ->
                kinds.merge(working.getOrDefault(process, WritePathReport.AT_REST), time, Long::sum));
        return kinds;
    }

    /** The result of a load; latencies in milliseconds. */
    private record Loaded(long orders, double p50, double p99, Map<String, Long> failures) {
        static Loaded of(LoadRun.ClientResults results) {
            return new Loaded(
                    results.accepted(), results.acceptP50Millis(), results.acceptP99Millis(), results.errors());
        }

        static Loaded of(InProcessLoad.Outcome outcome) {
            return new Loaded(
                    outcome.orders(),
                    outcome.p50Millis(),
                    outcome.p99Millis(),
                    outcome.failures() == 0 ? Map.of() : Map.of("not placed", outcome.failures()));
        }
    }

    private static Loaded load(WritePath way, Duration duration, int connections) throws Exception {
        return switch (way) {
            case LIMIT -> plain(duration);
            case STORED -> Loaded.of(servers.inProcess(IN_PROCESS, duration, USERS, SKUS, LINES, false));
            case PUBLISHED -> {
                Loaded loaded = Loaded.of(servers.inProcess(IN_PROCESS, duration, USERS, SKUS, LINES, true));
                servers.awaitPublished();
                yield loaded;
            }
            case HTTP -> {
                Loaded loaded = Loaded.of(http(servers.service).closed(connections, duration));
                servers.awaitPublished();
                yield loaded;
            }
            case HTTP_LIMIT -> Loaded.of(http(servers.answering).closed(connections, duration));
            case GATEWAY -> Loaded.of(platform.orElseThrow().load(connections, duration));
        };
    }

    private static LoadRun http(TemporaryService service) {
        return new LoadRun(service.url(), servers.tokens, SKUS, LINES);
    }

    private static Loaded plain(Duration duration) throws SQLException, ExecutionException, InterruptedException {
        Histogram micros = new Histogram(Duration.ofMinutes(1).toNanos() / 1_000, 3);
        List<Future<List<Long>>> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(ShardMap.DATABASES)) {
            for (int n = 0; n < ShardMap.DATABASES; n++) {
                int database = n;
                all.add(threads.submit(() -> {
                    try (PlainInserts inserts = servers.plainInserts(database, USERS, SKUS, LINES)) {
                        return inserts.run(duration, BATCH);
                    }
                }));
            }
            for (Future<List<Long>> nanos : all) {
                nanos.get().forEach(one -> micros.recordValue(one / 1_000));
            }
        }
        return new Loaded(
                micros.getTotalCount() * BATCH,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                Map.of());
    }

    // Checks that no variant lost rows or split its transactions, which would make it look fast.
    private static void check(WritePath way, long orders) {
        if (way == WritePath.HTTP_LIMIT || way == WritePath.GATEWAY) {
            return;
        }
        String prefix = way == WritePath.LIMIT ? WritePathServers.LIMIT : WritePathServers.ORDERS;
        assertThat(servers.sum(prefix, "SELECT count(*) FROM t_order_{n}")).isEqualTo(orders);
        assertThat(servers.sum(
                        prefix,
                        "SELECT count(*) FROM t_order_{n} o JOIN t_order_item_{n} i USING (order_id)"
                                + " WHERE o.xmin = i.xmin"))
                .isEqualTo(orders * LINES);
        if (way == WritePath.LIMIT || way == WritePath.STORED) {
            assertThat(servers.sum(
                            prefix,
                            "SELECT count(*) FROM t_order_{n} o JOIN t_outbox_{n} e ON e.partition_key ="
                                    + " o.order_id::text WHERE o.xmin = e.xmin"))
                    .isEqualTo(orders);
        }
    }

    private static Map<String, Double> notes(WritePath way, Instant from) {
        return switch (way) {
            case LIMIT, STORED -> {
                String prefix = way == WritePath.LIMIT ? WritePathServers.LIMIT : WritePathServers.ORDERS;
                yield Map.of(
                        "bytes of an order's rows",
                        servers.sum(prefix, """
                            SELECT coalesce((SELECT sum(pg_column_size(o.*)) FROM t_order_{n} o), 0)
                              + coalesce((SELECT sum(pg_column_size(i.*)) FROM t_order_item_{n} i), 0)
                              + coalesce((SELECT sum(pg_column_size(e.*)) FROM t_outbox_{n} e), 0)
                            """) / (double) servers.sum(prefix, "SELECT count(*) FROM t_order_{n}"));
            }
            case GATEWAY -> platform.orElseThrow().confirmation(from);
            default -> Map.of();
        };
    }

    private static String line(WritePath way, WritePathReport.Round round) {
        return "%s: %,.0f orders/s, %.3f ms CPU an order %s %s"
                .formatted(way, round.throughput(), round.cpuAnOrder(), round.cpu(), round.notes());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
