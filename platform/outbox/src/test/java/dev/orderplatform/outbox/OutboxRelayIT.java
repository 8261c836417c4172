package dev.orderplatform.outbox;

import static dev.orderplatform.outbox.RunningOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayIT {
    private static RunningOutbox outbox;

    /** The service's own relay never runs; the tests use their own. */
    @BeforeAll
    static void start() {
        outbox = RunningOutbox.start("relaying", SharedServers.kafka(), "--platform.outbox.relay-interval=1h");
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @BeforeEach
    void emptyOutbox() {
        outbox.execute("DELETE FROM t_outbox");
    }

    @Test
    void relayTakesTheFirstEventOfEachKeyAndSkipsLockedRows() {
        long first = 900_001;
        long second = 900_002;
        outbox.store(event(first, 1), event(first, 2), event(second, 4), event(second, 5));
        Instant all = Instant.now().plusSeconds(60);
        Transaction.run(outbox.table().database(), one -> {
            List<EventId> taken = ids(outbox.table().lockDue(one, all, 100));
            assertThat(taken).contains(event(first, 1).id(), event(second, 4).id());
            assertThat(taken)
                    .doesNotContain(event(first, 2).id(), event(second, 5).id());
            List<EventId> left = Transaction.run(
                    outbox.table().database(), two -> ids(outbox.table().lockDue(two, all, 100)));
            assertThat(left)
                    .extracting(EventId::aggregateId)
                    .doesNotContain(Long.toString(first), Long.toString(second));
            return true;
        });
    }

    @Test
    void eventWithinTheGracePeriodIsLeftToItsPublisher() {
        OutboxRelay relay = outbox.relay(Duration.ofMinutes(1));
        relay.publishAll();
        outbox.store(event(900_003, 1));
        relay.publishAll();
        assertThat(outbox.published(900_003)).isEmpty();
    }

    @Test
    void firstRunIgnoresTheGracePeriod() {
        outbox.store(event(900_004, 1));
        outbox.relay(Duration.ofMinutes(1)).publishAll();
        assertThat(outbox.published(900_004)).containsExactly(1);
    }

    @Test
    void justRelayedEventIsNotDueForOtherRelays() {
        outbox.store(event(900_005, 1));
        outbox.execute("UPDATE t_outbox SET sent_at = now() - interval '1 minute' WHERE partition_key = '900005'");
        Instant tenSecondsAgo = Instant.now().minusSeconds(10);
        assertThat(dueKeys(tenSecondsAgo)).contains("900005");
        outbox.relay(Duration.ofMinutes(1)).publishAll();
        assertThat(dueKeys(tenSecondsAgo)).doesNotContain("900005");
    }

    private static List<String> dueKeys(Instant sentBefore) {
        return Transaction.run(
                outbox.table().database(),
                transaction -> outbox.table().lockDue(transaction, sentBefore, 1_000).stream()
                        .map(EventMessage::partitionKey)
                        .toList());
    }

    @Test
    void concurrentRelaysPublishEverythingInOrder() throws Exception {
        List<Long> orders = LongStream.rangeClosed(901_000, 901_199).boxed().toList();
        outbox.store(orders.stream()
                .flatMap(id -> List.of(event(id, 1), event(id, 2), event(id, 3)).stream())
                .toList());
        runConcurrently(List.of(relaying(), relaying(), relaying()));
        var published = outbox.published();
        // A relay that reads after another one's commit may publish the same events again.
        assertThat(orders)
                .allSatisfy(id -> assertThat(
                                published.getOrDefault(id, List.of()).stream().distinct())
                        .containsExactly(1, 2, 3));
    }

    private static List<EventId> ids(List<EventMessage> events) {
        return events.stream().map(EventMessage::id).toList();
    }

    private static Callable<Void> relaying() {
        return () -> {
            outbox.relay(Duration.ofMinutes(1)).publishAll();
            return null;
        };
    }

    private static void runConcurrently(List<Callable<Void>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> done = new ArrayList<>();
            calls.forEach(call -> done.add(threads.submit(call)));
            for (Future<Void> call : done) {
                call.get();
            }
        }
    }
}
