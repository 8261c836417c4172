package dev.orderplatform.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due tasks and runs them, a bounded number at once. Several processes share the tasks of a table; one that is
 * killed leaves its tasks to the others, once their lease is over.
 */
final class TaskRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
    private static final int MAX_DOUBLINGS = 20;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final TaskTable table;
    private final Map<String, TaskHandler> handlers;
    private final TasksProperties properties;
    private final Semaphore permits;
    // Two threads for each task: one runs it, the other interrupts that run after the time-out.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Runnable onFreePermit;
    private volatile boolean full;

    /** @param onFreePermit called when a task has ended while more tasks may be due than could be claimed */
    TaskRunner(TaskTable table, List<TaskHandler> handlers, TasksProperties properties, Runnable onFreePermit) {
        this.table = table;
        this.handlers = handlers.stream().collect(Collectors.toMap(TaskHandler::kind, Function.identity()));
        this.properties = properties;
        this.permits = new Semaphore(properties.concurrency());
        this.onFreePermit = onFreePermit;
    }

    /** Starts as many due tasks as there are permits, and does not wait for them. */
    void startDue() {
        int free = permits.drainPermits();
        List<Task> claimed = List.of();
        try {
            claimed = free == 0 ? claimed : table.claim(handlers.keySet(), free, properties.lease());
        } finally {
            full = claimed.size() == free;
            permits.release(free - claimed.size());
        }
        claimed.forEach(task -> threads.execute(() -> run(task)));
    }

    private void run(Task task) {
        try {
            runInTime(task);
        } finally {
            permits.release();
            if (full) {
                onFreePermit.run();
            }
        }
    }

    private void runInTime(Task task) {
        Future<?> run = threads.submit(() -> {
            handler(task).run(task);
            return task;
        });
        try {
            run.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            retry(task, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            run.cancel(true);
            retry(task, "no outcome within " + properties.timeout().toSeconds() + " s");
        } catch (InterruptedException e) {
            run.cancel(true); // this process stops; the lease ends by itself
        }
    }

    private TaskHandler handler(Task task) {
        TaskHandler handler = handlers.get(task.kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for tasks of kind " + task.kind());
        }
        return handler;
    }

    private void retry(Task task, String failure) {
        log.debug("{} of {} failed and will be retried: {}", task.kind(), task.subject(), failure);
        try {
            table.retry(task, backOff(task.attempt()), failure);
        } catch (RuntimeException e) {
            log.debug("the failure was not recorded; the lease ends by itself", e);
        }
    }

    // Between half the back-off and all of it, so that tasks that failed together do not come back together.
    private Duration backOff(int attempt) {
        long longest = properties.maxRetry().toMillis();
        long doubled = properties.firstRetry().toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        long backOff = Math.min(longest, doubled);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(backOff / 2, backOff + 1));
    }

    /** Lets what is running end for a moment, then interrupts it: those tasks are due again when their lease is over. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
