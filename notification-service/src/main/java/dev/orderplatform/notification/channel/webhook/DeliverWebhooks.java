package dev.orderplatform.notification.channel.webhook;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Leases endpoints with webhooks that are due and gives each its turn. The lanes have separate slots, and several
 * instances share the endpoints. Spring stops it before the HTTP client's event loops, without which every request would
 * fail.
 */
final class DeliverWebhooks implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliverWebhooks.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final WebhookQueue queue;
    private final WebhookProperties properties;
    private final TakeTurn turns;
    private final PeriodicTask task;
    private final Map<Lane, Semaphore> slots = new EnumMap<>(Lane.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;
    private volatile boolean stopping;

    DeliverWebhooks(WebhookQueue queue, SignAndSend sending, WebhookProperties properties) {
        this.queue = queue;
        this.properties = properties;
        this.turns = new TakeTurn(sending, queue, properties, () -> stopping);
        for (Lane lane : Lane.values()) {
            slots.put(lane, new Semaphore(properties.endpoints()));
        }
        Duration interval = properties.pollInterval();
        this.task = new PeriodicTask(
                "deliver-webhooks",
                Schedule.every(interval).startingAtOnce().retryingAfter(interval, MAX_RETRY),
                this::startTurns);
    }

    PeriodicTask task() {
        return task;
    }

    @Override
    public void start() {
        running = true;
        task.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void startTurns() {
        slots.forEach(this::startTurns);
    }

    private void startTurns(Lane lane, Semaphore free) {
        int endpoints = free.drainPermits();
        List<Turn> leased = List.of();
        try {
            leased = endpoints == 0 ? leased : queue.lease(lane, endpoints, batch(lane), properties.lease());
        } finally {
            free.release(endpoints - leased.size());
        }
        leased.forEach(turn -> threads.execute(() -> run(turn, free)));
    }

    // One at a time to an endpoint that may hang.
    private int batch(Lane lane) {
        return lane == Lane.SLOW ? 1 : properties.batch();
    }

    private void run(Turn turn, Semaphore slot) {
        try {
            turns.run(turn);
        } catch (RuntimeException e) {
            log.warn("webhooks of user {} are sent again when the lease is over: {}", turn.userId(), e.toString());
        } finally {
            slot.release();
            task.wakeUp(); // more may be due at this endpoint, and another one may wait for the slot
        }
    }

    /** Starts no further request, and lets those in progress end for a moment. Those interrupted are sent again. */
    @Override
    public void stop() {
        stopping = true;
        task.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
    }
}
