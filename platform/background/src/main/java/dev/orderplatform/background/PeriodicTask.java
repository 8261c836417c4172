package dev.orderplatform.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats work on its own virtual thread until closed. Whatever a run throws is logged, and the next run follows. A
 * task that is a bean also reports failures to the service's health ({@link BackgroundTasksHealth}).
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

    /** One run of the task. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public PeriodicTask(String name, Schedule schedule, Work work) {
        this(name, schedule, STOP_TIMEOUT, work);
    }

    /**
     * @param stopTimeout how long {@link #close} waits before it interrupts the current run; an interrupt breaks JDBC
     *     connections
     */
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

    /** Starts the next run without waiting for the interval. May be called during a run. */
    public void wakeUp() {
        wakeUps.release();
    }

    public String name() {
        return name;
    }

    /** Why the last run failed; empty if it succeeded. */
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

    // Waits for the next run; false once closed.
    private boolean isDueAfter(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // Either close() was called, or a run left its interrupt flag set. The loop goes on unless closed.
            log.debug("{} was interrupted", name);
        }
        return !closed;
    }

    /** False if the run failed. */
    private boolean runOnce() {
        try {
            work.run();
            if (failure != null) {
                log.info("{} works again", name);
            }
            failure = null;
            return true;
        } catch (Throwable e) { // Errors too: otherwise the task would end unnoticed.
            report(e);
            return false;
        }
    }

    // Warns once per series of failures: an outage of hours must not fill the log.
    private void report(Throwable e) {
        boolean first = failure == null;
        failure = e.toString();
        if (closed) {
            log.debug("{} was interrupted by close", name, e);
        } else if (e instanceof Error) {
            log.error("{} failed", name, e);
        } else if (first) {
            log.warn("{} failed and will be retried: {}", name, e.toString());
        } else {
            log.debug("{} failed again", name, e);
        }
    }

    /** Waits for the current run up to the stop timeout, then interrupts it. No run starts afterwards. */
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
                    log.warn("{} is still running after close", name);
                }
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
