package dev.orderplatform.inbox;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies events that were stored because their types were unknown, once they are known: after an upgrade, at the start,
 * and from time to time, because an instance that is not upgraded yet may store more.
 */
final class StoredEvents implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StoredEvents.class);
    /** A batch that is under way may end. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final List<Consumer> consumers = new CopyOnWriteArrayList<>();
    private final InboxProperties properties;
    private final PeriodicTask task;
    private volatile boolean running;

    StoredEvents(InboxProperties properties) {
        this.properties = properties;
        this.task = new PeriodicTask(
                "stored-events",
                Schedule.every(properties.storedInterval()).startingAtOnce(),
                STOP_TIMEOUT,
                this::applyAll);
    }

    private record Consumer(String name, UnknownEventTable table, ApplyEvents<?> events) {}

    void add(String consumer, UnknownEventTable table, ApplyEvents<?> events) {
        consumers.add(new Consumer(consumer, table, events));
    }

    PeriodicTask task() {
        return task;
    }

    /** One consumer that fails does not keep the others waiting. */
    private void applyAll() {
        RuntimeException failure = null;
        for (Consumer consumer : consumers) {
            try {
                while (running && apply(consumer)) {
                    log.info("applied stored events of {}", consumer.name);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    // A crash between the two applies them again, which the inbox turns into nothing.
    private boolean apply(Consumer consumer) {
        List<UnknownEvent> ready = consumer.table.ready(properties.batch());
        if (ready.isEmpty()) {
            return false;
        }
        consumer.events.applyStored(ready.stream().map(UnknownEvent::toRecord).toList());
        consumer.table.delete(ready);
        return true;
    }

    @Override
    public void start() {
        running = true;
        task.start();
    }

    @Override
    public void stop() {
        running = false;
        task.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
