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
 * Applies stored events once this version knows their types: at startup after an upgrade, and periodically, because
 * instances that are not upgraded yet may store more.
 */
final class StoredEvents implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StoredEvents.class);
    /** Lets the current batch finish. */
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

    /** A failing consumer does not block the others. */
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

    // After a crash between apply and delete the events are applied again, and the inbox ignores them.
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
