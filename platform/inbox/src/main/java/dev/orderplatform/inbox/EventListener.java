package dev.orderplatform.inbox;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/** Takes a poll's worth of records; when they can't be applied now, they are polled again after a while. */
final class EventListener implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(EventListener.class);

    private final ApplyEvents<?> events;
    private final InboxProperties properties;

    EventListener(ApplyEvents<?> events, InboxProperties properties) {
        this.events = events;
        this.properties = properties;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try {
            events.apply(records);
        } catch (RuntimeException e) {
            log.warn(
                    "{} records from {} are tried again: {}",
                    records.size(),
                    records.getFirst().topic(),
                    e.toString());
            // From the first one on: the container polls them again, and with them what has come since. A healthy event
            // among that shows that others are to blame.
            throw new BatchListenerFailedException("tried again", e, 0);
        }
        if (records.size() < properties.batch()) {
            gather();
        }
    }

    // A transaction costs much and an event in it little. An event that comes alone is applied at once: the pause is
    // after it.
    private void gather() {
        try {
            Thread.sleep(properties.gathering());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
