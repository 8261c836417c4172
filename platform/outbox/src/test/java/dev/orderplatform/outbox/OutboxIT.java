package dev.orderplatform.outbox;

import static dev.orderplatform.outbox.RunningOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static RunningOutbox outbox;

    @BeforeAll
    static void start() {
        outbox = RunningOutbox.start("outbox", SharedServers.kafka());
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @Test
    void eventsOfEachOrderLeaveInOrderOnceAndTheirRowsGo() throws Exception {
        // Once: no pause between a commit and its hand-over is so long that the relay takes the row for a forgotten
        // one.
        try (RunningOutbox patient =
                RunningOutbox.start("patient", SharedServers.kafka(), "--platform.outbox.relay-grace=5s")) {
            List<Long> orders = orders(50);
            runAtOnce(orders.stream().map(id -> committingFive(patient, id)).toList());
            await().atMost(LIMIT).until(() -> patient.rows() == 0);
            var published = patient.published();
            assertThat(orders).allSatisfy(id -> assertThat(published.get(id)).containsExactly(1, 2, 3, 4, 5));
        }
    }

    @Test
    void eventsOfOneTransactionLeaveInOrder() {
        long id = NEXT.getAndIncrement();
        outbox.commit(event(id, 1), event(id, 2), event(id, 3));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(outbox.published(id)).containsExactly(1, 2, 3));
    }

    @Test
    void eventWaitsForAnEarlierOneThatSomebodyElseCommitted() {
        long id = NEXT.getAndIncrement();
        outbox.store(event(id, 1));
        outbox.commit(event(id, 2));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(outbox.published(id)).containsExactly(1, 2));
    }

    @Test
    void eventThatWaitsAlreadyIsNotStoredTwice() {
        long id = NEXT.getAndIncrement();
        outbox.store(event(id, 1));
        outbox.store(event(id, 1), event(id, 2));
        assertThat(outbox.rows(id)).isEqualTo(2);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(outbox.published(id)).containsExactly(1, 2));
    }

    @Test
    void whatExceedsTheBoundIsLeftToTheRelay() {
        try (RunningOutbox narrow =
                RunningOutbox.start("narrow", SharedServers.kafka(), "--platform.outbox.immediate-events=1")) {
            long id = NEXT.getAndIncrement();
            long other = NEXT.getAndIncrement();
            narrow.commit(event(id, 1), event(id, 2), event(other, 1), event(other, 2));
            await().atMost(LIMIT).until(() -> narrow.rows() == 0);
            assertThat(narrow.published(id)).containsExactly(1, 2);
            assertThat(narrow.published(other)).containsExactly(1, 2);
        }
    }

    @Test
    void largeEventsAreBoundedByTheirBytes() {
        Queue<Runnable> sends = new ArrayDeque<>();
        EventMessage first = event(NEXT.getAndIncrement(), 1);
        EventMessage second = event(NEXT.getAndIncrement(), 1);
        long bytes = first.payload().length() + second.payload().length() - 1;
        ImmediatePublisher narrow = outbox.publisher(sends::add, 100, bytes);

        outbox.store(first, second);
        narrow.publish(outbox.table(), List.of(first, second), Map.of());
        assertThat(narrow.holds(first)).isTrue();
        assertThat(narrow.holds(second)).isFalse();

        // The first one's bytes are free again when it is acknowledged.
        sends.remove().run();
        await().atMost(LIMIT).untilAsserted(() -> {
            narrow.publish(outbox.table(), List.of(second), Map.of());
            assertThat(narrow.holds(second)).isTrue();
        });
    }

    private static List<Long> orders(int count) {
        return LongStream.range(0, count).mapToObj(_ -> NEXT.getAndIncrement()).toList();
    }

    private static Callable<Void> committingFive(RunningOutbox outbox, long orderId) {
        return () -> {
            for (int version = 1; version <= 5; version++) {
                outbox.commit(event(orderId, version));
            }
            return null;
        };
    }

    private static void runAtOnce(List<Callable<Void>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> done = new ArrayList<>();
            calls.forEach(call -> done.add(threads.submit(call)));
            for (Future<Void> call : done) {
                call.get();
            }
        }
    }
}
