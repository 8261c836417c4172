package dev.orderplatform.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Holds a service's readiness back until its consumers have joined their groups: before that, an event waits however ready
 * everything else is. Only for a while, since a service without its broker still takes requests.
 */
final class FirstAssignments implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(FirstAssignments.class);

    private final List<CountDownLatch> expected = new CopyOnWriteArrayList<>();
    private final Duration timeout;

    FirstAssignments(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * A listener for a container of so many consumers. An assignment without partitions counts too: a group may have more
     * members than partitions.
     */
    ConsumerRebalanceListener expect(int consumers) {
        CountDownLatch left = new CountDownLatch(consumers);
        expected.add(left);
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                left.countDown();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Readiness once reached is not lost: requests need no broker.
            }
        };
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (CountDownLatch left : expected) {
            if (!left.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log.warn("ready, although not every consumer has joined its group after {}", timeout);
                return;
            }
        }
    }
}
