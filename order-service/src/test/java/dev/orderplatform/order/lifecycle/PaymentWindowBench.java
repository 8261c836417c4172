package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.order.storage.PlainExpiry;
import dev.orderplatform.outbox.Publisher;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.bench.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * What the payment window costs: confirming orders with and without timers; cancelling orders whose timer is due,
 * compared with a plain loop of the same statements; and the same beside millions of timers that are not due. The ways
 * take turns in one run. Events are stored and not published, so that only the database's part is compared.
 *
 * <p>{@code mvn verify -Pbench -pl order-service -am -Dit.test=PaymentWindowBench}; {@code -Dbench.pending=} timers that
 * are not due, {@code -Dbench.orders=} of each of the 32 tables in a round, {@code -Dbench.rounds=},
 * {@code -Dbench.warmup=} rounds.
 */
class PaymentWindowBench {
    private static final int PENDING = Integer.getInteger("bench.pending", 10_000_000);
    private static final int ORDERS = Integer.getInteger("bench.orders", 2_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 3);
    private static final int CONSUMER_BATCH = 1_000;
    private static final String JVM = "JVM";
    private static final String POSTGRES = "PostgreSQL";
    private static final String OFF_PREFIX = "window_off";

    private static TemporaryPostgres postgres;
    private static TemporaryKafka kafka;
    /** Without a window of its own: only the test lets orders expire. */
    private static RunningOrderService off;

    private static RunningOrderService on;
    private static CpuMeter cpu;

    private enum Way {
        CONFIRMED_WITHOUT("confirmed, no payment window"),
        CONFIRMED("confirmed, with a timer"),
        PLAIN("expired by a plain JDBC loop, the limit"),
        EXPIRED("expired by the service");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        boolean confirms() {
            return compareTo(CONFIRMED) <= 0;
        }

        void run() throws Exception {
            switch (this) {
                case CONFIRMED_WITHOUT -> confirm(off);
                case CONFIRMED -> confirm(on);
                case PLAIN -> expirePlainly();
                case EXPIRED -> expireOrders().expire();
            }
        }
    }

    /** Not found by component scans. */
    static final class Unpublished {
        @Bean
        @Primary
        Publisher unpublished() {
            return (_, _, _) -> {};
        }
    }

    private record Round(Duration took, Map<String, Long> cpuMillis) {
        double rate() {
            return orders() / (took.toNanos() / 1e9);
        }

        double micros(String process) {
            return cpuMillis.getOrDefault(process, 0L) * 1e3 / orders();
        }
    }

    @BeforeAll
    static void start() {
        postgres = TemporaryPostgres.start(ServerSupplier.PROCESSES, List.of(), List.of());
        kafka = TemporaryKafka.start(
                EventStreams.topics().stream().map(name -> new Topic(name, 8)).toList());
        off = service(OFF_PREFIX, "off");
        on = service("window_on", "30d");
        cpu = new CpuMeter().watchSelf(JVM).watch(POSTGRES, postgres.pid());
    }

    private static RunningOrderService service(String prefix, String window) {
        return RunningOrderService.start(
                prefix,
                postgres,
                kafka,
                "spring.main.sources=" + Unpublished.class.getName(),
                "platform.outbox.relay-interval=1d",
                "platform.payment-window=" + window);
    }

    @AfterAll
    static void stop() {
        on.close();
        off.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void timersCostLittleHoweverManyAreNotDue() throws Exception {
        BenchOrders orders = new BenchOrders(off);
        MarkdownTable table = new MarkdownTable("way", "orders/s", "CPU-µs of the JVM", "CPU-µs of PostgreSQL");
        report(table, List.of(Way.values()), orders, "");
        orders.addPending(PENDING);
        report(table, List.of(Way.PLAIN, Way.EXPIRED), orders, ", %,d timers not due".formatted(PENDING));
        assertThat(claimPlan()).contains("ix_timer_due_0").doesNotContain("Seq Scan");
        table.publish(
                "payment-window",
                "%,d orders a round, %d rounds in turns; medians, lowest and highest".formatted(orders(), ROUNDS));
        System.out.println(claimPlan());
    }

    private static void report(MarkdownTable table, List<Way> ways, BenchOrders off, String note) throws Exception {
        BenchOrders on = new BenchOrders(PaymentWindowBench.on);
        Map<Way, List<Round>> rounds = new EnumMap<>(Way.class);
        for (int n = -WARM_UP; n < ROUNDS; n++) {
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(Math.floorMod(i + n, ways.size()));
                Round round = measure(way, way == Way.CONFIRMED ? on : off);
                if (n >= 0) {
                    rounds.computeIfAbsent(way, _ -> new ArrayList<>()).add(round);
                }
            }
        }
        rounds.forEach((way, all) -> table.row(
                way.title + note,
                Spread.of(all, Round::rate).text(0),
                Spread.of(all, round -> round.micros(JVM)).text(1),
                Spread.of(all, round -> round.micros(POSTGRES)).text(1)));
    }

    private static Round measure(Way way, BenchOrders orders) throws Exception {
        orders.replace(ORDERS, way.confirms() ? "PENDING" : "CONFIRMED");
        Map<String, Long> before = cpu.snapshot();
        long began = System.nanoTime();
        way.run();
        Round round = new Round(Duration.ofNanos(System.nanoTime() - began), cpu.since(before));
        System.out.printf("%s: %,.0f orders/s%n", way.title, round.rate());
        assertThat(orders.count(
                        "t_order",
                        way.confirms()
                                ? "status = 'CONFIRMED' AND version = 2"
                                : "status = 'CANCELLED' AND version = 3"))
                .isEqualTo(orders());
        assertThat(orders.timers()).isEqualTo(way == Way.CONFIRMED ? orders() : 0);
        return round;
    }

    private static int orders() {
        return ORDERS * ShardMap.TABLES;
    }

    /** In batches like the consumer's, one after the other. */
    private static void confirm(RunningOrderService service) {
        ApplyStockEvents apply = service.bean(ApplyStockEvents.class);
        List<ReceivedEvent<StockEvent>> events = BenchOrders.ids(ORDERS)
                .mapToObj(id -> new ReceivedEvent<StockEvent>(
                        new StockReservedEvent(id, 1, 1, Instant.now()), Optional.empty()))
                .toList();
        for (int from = 0; from < events.size(); from += CONSUMER_BATCH) {
            apply.handle(events.subList(from, Math.min(events.size(), from + CONSUMER_BATCH)));
        }
    }

    private static ExpireOrders expireOrders() {
        return new ExpireOrders(
                off.bean(ApplyTransitions.class),
                off.bean(LockedOrders.class),
                off.bean(OwnedSlots.class),
                off.bean(ShardFanOut.class),
                new PaymentWindow("15m"));
    }

    /** One connection for each database, as the service has. */
    private static void expirePlainly() throws Exception {
        try (var threads = Executors.newFixedThreadPool(ShardMap.DATABASES)) {
            List<Callable<Boolean>> loops = IntStream.range(0, ShardMap.DATABASES)
                    .<Callable<Boolean>>mapToObj(database -> () -> {
                        String url = postgres.url(OFF_PREFIX + "_" + database);
                        try (PlainExpiry expiry = new PlainExpiry(url, "order_app", "app", database)) {
                            expiry.run();
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> loop : threads.invokeAll(loops)) {
                loop.get();
            }
        }
    }

    private static String claimPlan() {
        return off.text(0, "EXPLAIN (FORMAT JSON) " + PlainExpiry.claim(0));
    }
}
