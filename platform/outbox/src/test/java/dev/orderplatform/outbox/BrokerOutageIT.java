package dev.orderplatform.outbox;

import static dev.orderplatform.outbox.RunningOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryKafka;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokerOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TemporaryKafka KAFKA = SharedServers.kafka();
    private static RunningOutbox outbox;

    @BeforeAll
    static void start() {
        outbox = RunningOutbox.start("outage", KAFKA);
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @Test
    void eventsOfAnOutageArePublishedAfterwardsInOrder() {
        List<Long> orders = LongStream.rangeClosed(800_001, 800_030).boxed().toList();
        orders.forEach(id -> outbox.commit(event(id, 1)));
        KAFKA.kill();
        orders.forEach(id -> outbox.commit(event(id, 2)));
        orders.forEach(id -> outbox.commit(event(id, 3), event(id, 4)));
        assertThat(outbox.rows()).isGreaterThanOrEqualTo(90);
        KAFKA.start();
        orders.forEach(id -> outbox.commit(event(id, 5)));

        await().atMost(LIMIT).until(() -> outbox.rows() == 0);
        var published = outbox.published();
        // An event whose acknowledgement was lost is there twice; what counts is when it was there first.
        assertThat(orders)
                .allSatisfy(id -> assertThat(
                                published.getOrDefault(id, List.of()).stream().distinct())
                        .containsExactly(1, 2, 3, 4, 5));
    }
}
