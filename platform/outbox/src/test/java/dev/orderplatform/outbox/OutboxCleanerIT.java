package dev.orderplatform.outbox;

import static dev.orderplatform.outbox.RunningOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryKafka;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An acknowledged event may be lost with the broker's machine until it was flushed. */
class OutboxCleanerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TemporaryKafka KAFKA = SharedServers.kafka();
    private static RunningOutbox outbox;

    @BeforeAll
    static void start() {
        // Its own relay never looks: it leaves the rows alone.
        outbox = RunningOutbox.start("cleaning", KAFKA, "--platform.outbox.relay-interval=1h");
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @Test
    void rowStaysUntilTheBrokerHasFlushedItsEvent() {
        EventMessage event = event(700_001, 1);
        outbox.store(event);
        OutboxCleaner soon = outbox.cleaner(Duration.ofHours(1));
        soon.clean();
        soon.published(outbox.table(), event, outbox.send(event), soon.epochs());
        soon.clean();
        assertThat(outbox.rows(700_001)).isEqualTo(1);
        assertThat(soon.isPublished(event.id())).isTrue();

        OutboxCleaner late = outbox.cleaner(Duration.ofNanos(1));
        late.clean();
        late.published(outbox.table(), event, outbox.send(event), late.epochs());
        late.clean();
        assertThat(outbox.rows(700_001)).isZero();
        assertThat(late.isPublished(event.id())).isFalse();
    }

    @Test
    void whatABrokerAcknowledgedBeforeItWasStartedAgainIsPublishedAgain() {
        EventMessage event = event(700_002, 1);
        outbox.store(event);
        OutboxCleaner cleaner = outbox.cleaner(Duration.ofNanos(1));
        cleaner.clean();
        EventMessage handledLate = event(700_003, 1);
        outbox.store(handledLate);
        cleaner.published(outbox.table(), event, outbox.send(event), cleaner.epochs());
        TopicPartition partition = outbox.send(handledLate);
        Map<TopicPartition, Integer> before = cleaner.epochs();

        KAFKA.kill();
        KAFKA.start();
        await().atMost(LIMIT).ignoreException(KafkaException.class).untilAsserted(cleaner::clean);
        assertThat(outbox.rows(700_002)).isEqualTo(1);
        assertThat(cleaner.isPublished(event.id())).isFalse();
        // A process that was paused learns of the new leader epoch before it handles the old acknowledgement.
        cleaner.published(outbox.table(), handledLate, partition, before);
        cleaner.clean();
        assertThat(outbox.rows(700_003)).isEqualTo(1);

        outbox.relay(Duration.ofMinutes(1)).publishAll();
        assertThat(outbox.published(700_002)).containsExactly(1, 1);
    }
}
