package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class FirstAssignmentsTest {

    @Test
    void readinessWaitsUntilEveryConsumerHasJoined() throws Exception {
        FirstAssignments assignments = new FirstAssignments(Duration.ofSeconds(60));
        ConsumerRebalanceListener two = assignments.expect(2);
        ConsumerRebalanceListener one = assignments.expect(1);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(assignments));
        two.onPartitionsAssigned(List.of());
        one.onPartitionsAssigned(List.of());
        assertThat(run).isNotDone();
        two.onPartitionsAssigned(List.of());
        run.get(30, TimeUnit.SECONDS);
    }

    @Test
    void serviceIsReadyAfterTheTimeoutWithoutABroker() {
        FirstAssignments assignments = new FirstAssignments(Duration.ofMillis(1));
        assignments.expect(1);
        run(assignments);
    }

    @Test
    void serviceWithoutConsumersIsReadyImmediately() {
        run(new FirstAssignments(Duration.ofDays(1)));
    }

    private static void run(FirstAssignments assignments) {
        try {
            assignments.run(new DefaultApplicationArguments());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
