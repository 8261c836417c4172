package dev.orderplatform.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats work on a virtual thread of its own until it is closed. Whatever a run throws is logged, told to the service's
 * health ({@link BackgroundTasksHealth}) if this is a bean, and followed by the next run.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final String name;
    private final Schedule schedule;
    private final Duration stopTimeout;
    private final Work work;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    /** What is repeated. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public PeriodicTask(String name, Schedule schedule, Work work) {
        this(name, schedule, STOP_TIMEOUT, work);
    }

    /** @param stopTimeout how long a run that is under way may go on before it is interrupted, which cuts off connections */
    public PeriodicTask(String name, Schedule schedule, Duration stopTimeout, Work work) {
        this.name = name;
        this.schedule = schedule;
        this.stopTimeout = stopTimeout;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Has the next run follow at once: there is something to do. May be called during a run. */
    public void wakeUp() {
        wakeUps.release();
    }

    public String name() {
        return name;
    }

    /** Why the last run failed; empty when it did not. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void loop() {
        int failures = 0;
        Duration pause = schedule.initialDelay();
        while (isDueAfter(pause)) {
            failures = runOnce() ? 0 : failures + 1;
            pause = schedule.pauseAfter(failures);
        }
    }

    // Waits; false once this is closed.
    private boolean isDueAfter(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // By close(), which has said so; or left behind by a run, whose end it is not.
            log.debug("{} was interrupted", name);
        }
        return !closed;
    }

    /** False when it failed. */
    private boolean runOnce() {
        try {
            work.run();
            if (failure != null) {
                log.info("{} works again", name);
            }
            failure = null;
            return true;
        } catch (Throwable e) { // An Error, too: nobody would notice that the task has ended.
            report(e);
            return false;
        }
    }

    // Once for all failures in a row: what is down for hours must not fill the log.
    private void report(Throwable e) {
        boolean first = failure == null;
        failure = e.toString();
        if (closed) {
            log.debug("{} was cut off by its stop", name, e);
        } else if (e instanceof Error) {
            log.error("{} failed", name, e);
        } else if (first) {
            log.warn("{} failed and will be tried again: {}", name, e.toString());
        } else {
            log.debug("{} failed again", name, e);
        }
    }

    /** Lets a run that is under way come to its end, within its time-out. Nothing runs afterwards. */
    @Override
    public void close() {
        closed = true;
        wakeUp();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(stopTimeout)) {
                thread.interrupt();
                if (!thread.join(STOP_TIMEOUT)) {
                    log.warn("{} goes on after its stop", name);
                }
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
