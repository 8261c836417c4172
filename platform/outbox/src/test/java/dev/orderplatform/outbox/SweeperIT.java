package dev.orderplatform.outbox;

import static dev.orderplatform.outbox.RunningOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.stack.testing.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SweeperIT {
    private static RunningOutbox outbox;

    /** The service's own sweeper looks at nothing that is younger than an hour: the tests sweep. */
    @BeforeAll
    static void start() {
        outbox = RunningOutbox.start("sweeping", SharedServers.kafka(), "--platform.outbox.sweep-grace=1h");
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @Test
    void sweeperTakesTheOldestEventOfEachOrderAndSkipsWhatAnotherOneHas() {
        long first = 900_001;
        long second = 900_002;
        outbox.store(List.of(event(first, 1), event(first, 2), event(second, 4), event(second, 5)));
        Transaction.run(outbox.table().database(), one -> {
            List<EventMessage> taken = outbox.table().lockLeftBehind(one, Duration.ZERO, 100);
            assertThat(taken).extracting(EventMessage::id).contains("stock-" + first + "-1", "stock-" + second + "-4");
            assertThat(taken).extracting(EventMessage::id).doesNotContain("stock-" + first + "-2");
            List<EventMessage> left = Transaction.run(
                    outbox.table().database(), two -> outbox.table().lockLeftBehind(two, Duration.ZERO, 100));
            assertThat(left).extracting(EventMessage::orderId).doesNotContain(first, second);
            return true;
        });
    }

    @Test
    void eventThatIsYoungerThanTheGraceIsLeftToTheFastPath() {
        outbox.store(List.of(event(900_003, 1)));
        outbox.sweeper(Duration.ofMinutes(1)).sweepAll();
        assertThat(outbox.published(900_003)).isEmpty();
    }

    @Test
    void sweepersThatRunAtOncePublishEverythingOnceAndInOrder() throws Exception {
        List<Long> orders = LongStream.rangeClosed(901_000, 901_199).boxed().toList();
        outbox.store(orders.stream()
                .flatMap(id -> List.of(event(id, 1), event(id, 2), event(id, 3)).stream())
                .toList());
        runAtOnce(List.of(sweeping(), sweeping(), sweeping()));
        var published = outbox.published();
        assertThat(orders).allSatisfy(id -> assertThat(published.get(id)).containsExactly(1, 2, 3));
    }

    private static Callable<Void> sweeping() {
        return () -> {
            outbox.sweeper(Duration.ZERO).sweepAll();
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
