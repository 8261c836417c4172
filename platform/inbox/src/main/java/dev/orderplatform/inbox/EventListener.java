package dev.orderplatform.inbox;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/** Applies the records of a poll; if that fails, the container redelivers them after a back-off. */
final class EventListener implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(EventListener.class);

    private final ApplyEvents<?> events;
    private final int batch;
    private final Duration linger;

    EventListener(ApplyEvents<?> events, int batch, Duration linger) {
        this.events = events;
        this.batch = batch;
        this.linger = linger;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try {
            events.apply(records);
        } catch (RuntimeException e) {
            log.warn(
                    "{} records from {} will be retried: {}",
                    records.size(),
                    records.getFirst().topic(),
                    e.toString());
            // Seeks back to the first record. The next poll may contain newer records too: if one of those succeeds,
            // the failures are the events' own.
            throw new BatchListenerFailedException("batch will be retried", e, 0);
        }
        if (records.size() < batch) {
            linger();
        }
    }

    // After a partial batch, let the next one fill up: cost is per transaction, not per event. The pause follows the
    // transaction, so that a single event is applied immediately.
    private void linger() {
        try {
            Thread.sleep(linger);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
