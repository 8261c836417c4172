package dev.orderplatform.inbox;

import dev.orderplatform.contracts.MalformedEvent;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.KafkaEvents;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.TransactionFailed;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Gives a poll's worth of events to the handler at once. When that fails because something is down, the whole batch is
 * tried again until it is back, by the container. When the batch is to blame, its events are handled one by one, and what
 * still fails becomes a dead letter: a poison event never stops its partition.
 */
final class EventListener implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(EventListener.class);

    private final String group;
    private final EventHandler handler;
    private final KafkaEvents kafka;
    private final InboxProperties properties;

    EventListener(String group, EventHandler handler, KafkaEvents kafka, InboxProperties properties) {
        this.group = group;
        this.handler = handler;
        this.kafka = kafka;
        this.properties = properties;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        apply(records);
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

    private void apply(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Arrival> arrivals = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            read(record).ifPresent(event -> arrivals.putIfAbsent(event.event().id(), new Arrival(record, event)));
        }
        if (arrivals.isEmpty()) {
            return;
        }
        try {
            handler.handle(arrivals.values().stream().map(Arrival::event).toList());
        } catch (RuntimeException e) {
            if (mayPass(e)) {
                throw e;
            }
            log.warn("a batch of {} events failed, handling them one by one", arrivals.size(), e);
            arrivals.values().forEach(this::handleAlone);
        }
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record) {
        try {
            return EventRecords.read(record);
        } catch (MalformedEvent e) {
            giveUp(record, e);
            return Optional.empty();
        }
    }

    private void handleAlone(Arrival arrival) {
        for (int attempt = 1; ; attempt++) {
            try {
                handler.handle(List.of(arrival.event));
                return;
            } catch (RuntimeException e) {
                if (mayPass(e)) {
                    throw e;
                }
                if (attempt == properties.attempts()) {
                    giveUp(arrival.record, e);
                    return;
                }
            }
        }
    }

    private void giveUp(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
        log.error(
                "dead letter: {}-{} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason.toString());
        kafka.deadLetter(record, group, reason);
    }

    private static boolean mayPass(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TransactionFailed transaction) {
                return transaction.mayPass();
            }
            if (e instanceof SQLTransientException) {
                return true;
            }
        }
        return false;
    }

    private record Arrival(ConsumerRecord<String, byte[]> record, ReceivedEvent event) {}
}
