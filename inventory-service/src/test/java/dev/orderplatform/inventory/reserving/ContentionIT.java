package dev.orderplatform.inventory.reserving;

import static dev.orderplatform.inventory.Orders.cancelled;
import static dev.orderplatform.inventory.Orders.created;
import static dev.orderplatform.inventory.Orders.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.kafka.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several concurrent consumers, as during a rebalance or with several instances. */
class ContentionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static RunningInventory service;
    private static EventHandler handler;

    @BeforeAll
    static void start() {
        service = RunningInventory.start("contention", "platform.inbox.concurrency=4", "platform.inbox.batch=5");
        handler = service.bean(EventHandler.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void competingOrdersNeverOversell() {
        service.stock("LAST", 17);
        List<Long> orders = Stream.generate(() -> newId()).limit(60).toList();
        service.send(orders.stream().map(id -> created(id, "LAST", 1)).toList(), Optional.empty());
        await().atMost(LIMIT)
                .until(() -> service.query("SELECT order_id FROM t_reservation WHERE 'LAST' = ANY(skus)")
                                .size()
                        == 60);
        assertThat(service.stockOf("LAST")).isEqualTo("0/17");
        assertThat(service.query("SELECT order_id FROM t_reservation WHERE 'LAST' = ANY(skus) AND status = 'RESERVED'"))
                .hasSize(17);
    }

    @Test
    void batchesWithTheSameSkusNeverDeadlock() throws Exception {
        List<String> skus = IntStream.range(0, 10).mapToObj(n -> "CIRCLE-" + n).toList();
        skus.forEach(sku -> service.stock(sku, 40));
        List<Callable<Void>> batches = IntStream.range(0, 40)
                .mapToObj(n -> handling(ordersOver(skus, new Random(n))))
                .toList();
        runConcurrently(batches);
        List<String> sums = service.query("SELECT min(available) || ' ' || bool_and(available + reserved = 40)"
                + " FROM t_stock WHERE sku LIKE 'CIRCLE-%'");
        assertThat(sums.getFirst()).endsWith("true").doesNotStartWith("-");
        assertThat(service.query("SELECT sku FROM t_stock s WHERE sku LIKE 'CIRCLE-%' AND reserved <> (SELECT"
                        + " coalesce(sum(q), 0) FROM t_reservation r, unnest(r.skus, r.quantities) AS l (k, q)"
                        + " WHERE l.k = s.sku AND r.status = 'RESERVED')"))
                .isEmpty();
    }

    @Test
    void concurrentDuplicateBatchesTakeEffectOnce() throws Exception {
        service.stock("TWINS", 100);
        List<Event> events = Stream.generate(() -> (Event) created(newId(), "TWINS", 1))
                .limit(20)
                .toList();
        runConcurrently(Collections.nCopies(8, handling(events)));
        assertThat(service.stockOf("TWINS")).isEqualTo("80/20");
    }

    @Test
    void concurrentCreateAndCancelLeaveNothingReserved() throws Exception {
        service.stock("RACE", 100);
        List<Callable<Void>> calls = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            long id = newId();
            calls.add(retrying(handling(List.of(created(id, "RACE", 1)))));
            calls.add(retrying(handling(List.of(cancelled(id, 2)))));
        }
        runConcurrently(calls);
        assertThat(service.stockOf("RACE")).isEqualTo("100/0");
    }

    private static List<Event> ordersOver(List<String> skus, Random random) {
        List<Event> orders = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            List<String> shuffled = new ArrayList<>(skus);
            Collections.shuffle(shuffled, random);
            orders.add(created(
                    newId(),
                    shuffled.stream()
                            .limit(4)
                            .map(sku -> new Line(sku, 1 + random.nextInt(3), 100))
                            .toArray(Line[]::new)));
        }
        return orders;
    }

    private static Callable<Void> handling(List<? extends Event> events) {
        List<ReceivedEvent> received = events.stream()
                .map(event -> new ReceivedEvent(event, Optional.empty()))
                .toList();
        return () -> {
            handler.handle(received);
            return null;
        };
    }

    // Retries a failed batch like the listener.
    private static Callable<Void> retrying(Callable<Void> call) {
        return () -> {
            try {
                return call.call();
            } catch (RuntimeException e) {
                return call.call();
            }
        };
    }

    private static void runConcurrently(List<Callable<Void>> calls) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }
}
