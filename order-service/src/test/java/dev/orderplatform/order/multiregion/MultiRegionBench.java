package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.order.domain.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The cost of MULTI_REGION orders, and whether the coordinator slows down other orders. Run by {@code mvn verify
 * -Pbench -pl order-service -am}; prints tables.
 */
class MultiRegionBench {
    private static final int AT_ONCE = 12;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int ROUNDS = 6;
    private static final int PAIRS = 10;

    private static TwoOrderServices platform;
    private static final AtomicLong keys = new AtomicLong();

    private enum Way {
        REGION,
        GLOBAL_TRANSACTION,
        SAGA;

        private String key() {
            return (this == SAGA ? Saga.KEY : "bench-") + keys.incrementAndGet();
        }

        private String body() {
            return TwoOrderServices.body(this == REGION ? Durability.REGION : Durability.MULTI_REGION);
        }
    }

    /** @param micros latency of each accepted order, sorted */
    private record Round(Duration took, long[] micros) {
        double throughput() {
            return micros.length / (took.toNanos() / 1e9);
        }

        double millisAt(double quantile) {
            return micros[(int) Math.min(micros.length - 1, micros.length * quantile)] / 1e3;
        }
    }

    @BeforeAll
    static void start() {
        platform = new TwoOrderServices(List.of("-Xmx384m", "-XX:+UseSerialGC"), Saga.Service.class);
        platform.awaitHealth();
        for (Way way : Way.values()) {
            run(way, WARM_UP);
        }
    }

    @Test
    void regionGlobalTransactionAndSagaInTurns() {
        Map<Way, List<Round>> rounds = new EnumMap<>(Way.class);
        for (int n = 0; n < ROUNDS; n++) {
            for (Way way : Way.values()) {
                rounds.computeIfAbsent(way, _ -> new ArrayList<>()).add(run(way, ROUND));
            }
        }
        double reference = median(rounds.getOrDefault(Way.REGION, List.of()), Round::throughput);
        print("%-18s %10s %8s %8s %8s", "way", "orders/s", "share", "p50 ms", "p99 ms");
        rounds.forEach((way, all) -> print(
                "%-18s %10.0f %7.0f%% %8.1f %8.1f",
                way.name().toLowerCase(Locale.ROOT),
                median(all, Round::throughput),
                100 * median(all, Round::throughput) / reference,
                median(all, round -> round.millisAt(0.5)),
                median(all, round -> round.millisAt(0.99))));
    }

    @Test
    void regionOrdersWithTheCoordinatorUpAndDown() {
        List<Double> differences = new ArrayList<>();
        for (int n = 0; n < PAIRS; n++) {
            // Both sequences equally often, because the machine's speed may drift.
            boolean upFirst = n % 2 == 0;
            double first = regionThroughput(upFirst);
            double second = regionThroughput(!upFirst);
            differences.add(Math.log(upFirst ? first / second : second / first));
        }
        platform.seata.start();
        double mean = differences.stream().mapToDouble(d -> d).average().orElseThrow();
        double variance =
                differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum() / (PAIRS - 1);
        // Student's t for 9 degrees of freedom, 95 %.
        double half = 2.262 * Math.sqrt(variance / PAIRS);
        print(
                "REGION orders/s, coordinator up over down, %d pairs: %+.1f %% (95 %% between %+.1f %% and %+.1f %%)",
                PAIRS, 100 * Math.expm1(mean), 100 * Math.expm1(mean - half), 100 * Math.expm1(mean + half));
    }

    private static double regionThroughput(boolean coordinator) {
        if (coordinator) {
            platform.seata.start();
        } else {
            platform.seata.kill();
        }
        run(Way.REGION, Duration.ofSeconds(5));
        return run(Way.REGION, ROUND).throughput();
    }

    private static Round run(Way way, Duration duration) {
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        var micros = new ConcurrentLinkedQueue<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> platform.newUser())
                    .<Future<?>>map(user -> threads.submit(() -> {
                        while (System.nanoTime() < end) {
                            var answer = platform.place(user, way.key(), way.body());
                            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                            micros.add(answer.took().toNanos() / 1_000);
                        }
                    }))
                    .toList();
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        long[] sorted = micros.stream().mapToLong(micro -> micro).sorted().toArray();
        assertThat(sorted).as("accepted orders").isNotEmpty();
        return new Round(Duration.ofNanos(System.nanoTime() - began), sorted);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
