package dev.orderplatform.inbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies events that were stored because their types were unknown, once they are known: after an upgrade, at the start,
 * and from time to time, because an instance that is not upgraded yet may store more.
 */
final class StoredEvents implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StoredEvents.class);
    private static final long LONGEST_STOP_MS = 10_000;

    private final List<Consumer> consumers = new CopyOnWriteArrayList<>();
    private final InboxProperties properties;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("stored-events").unstarted(this::loop);

    StoredEvents(InboxProperties properties) {
        this.properties = properties;
    }

    private record Consumer(String name, UnknownEventTable table, ApplyEvents events) {}

    void add(String consumer, UnknownEventTable table, ApplyEvents events) {
        consumers.add(new Consumer(consumer, table, events));
    }

    private void loop() {
        try {
            do {
                consumers.forEach(this::tryToApply);
            } while (!stopped.await(properties.storedInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToApply(Consumer consumer) {
        try {
            while (isRunning() && apply(consumer)) {
                log.info("applied stored events of {}", consumer.name);
            }
        } catch (RuntimeException e) {
            log.warn("stored events of {} are tried again later: {}", consumer.name, e.toString());
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
        thread.start();
    }

    /** Lets the batch that is under way end. */
    @Override
    public void stop() {
        stopped.countDown();
        try {
            thread.join(LONGEST_STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive() && stopped.getCount() > 0;
    }
}
