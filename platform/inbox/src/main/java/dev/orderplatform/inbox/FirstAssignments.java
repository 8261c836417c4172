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
 * Delays readiness until the service's consumers have joined their groups; until then no events are processed. Bounded
 * by a timeout, because a service without a broker can still serve requests.
 */
final class FirstAssignments implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(FirstAssignments.class);

    private final List<CountDownLatch> expected = new CopyOnWriteArrayList<>();
    private final Duration timeout;

    FirstAssignments(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * A listener for a container with this many consumers. An empty assignment counts too: a group may have more
     * members than partitions.
     */
    ConsumerRebalanceListener expect(int consumers) {
        CountDownLatch pending = new CountDownLatch(consumers);
        expected.add(pending);
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                pending.countDown();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Readiness is never revoked: requests need no broker.
            }
        };
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (CountDownLatch pending : expected) {
            if (!pending.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log.warn("ready, but not all consumers have joined their groups after {}", timeout);
                return;
            }
        }
    }
}
