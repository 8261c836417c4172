package dev.orderplatform.web.blocking;

import dev.orderplatform.web.problem.ProblemException;
import io.micrometer.context.ContextSnapshot.Scope;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Runs blocking code, mainly JDBC, on virtual threads, so that it never blocks an event loop. A bulkhead limits running
 * and queued calls; calls beyond the limits, or beyond the timeout, fail with 503.
 */
public final class Blocking implements AutoCloseable {

    /** Carries the request's span and id, for logs and child spans. */
    private static final ContextSnapshotFactory CONTEXT =
            ContextSnapshotFactory.builder().build();

    private final BlockingProperties limits;
    private final Semaphore admitted;
    private final Semaphore running;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 0).factory());

    public Blocking(BlockingProperties limits) {
        this.limits = limits;
        this.admitted = new Semaphore(limits.concurrency() + limits.queue());
        this.running = new Semaphore(limits.concurrency());
    }

    /** Returns the work's result, or the exception it threw. Each subscription runs it once. */
    public <T> Mono<T> call(Callable<? extends T> work) {
        return Mono.deferContextual(context -> {
            if (!admitted.tryAcquire()) {
                return Mono.error(overloaded());
            }
            BlockingCall<T> call = new BlockingCall<>(work);
            threads.execute(() -> run(call, context));
            // The future is not cancelled with its subscriber: an interrupt would break the JDBC connection.
            return Mono.fromFuture(call.result(), true)
                    .timeout(limits.timeout(), Mono.error(Blocking::overloaded))
                    .doFinally(_ -> call.abandon());
        });
    }

    private void run(BlockingCall<?> call, ContextView context) {
        Runnable complete = () -> {};
        running.acquireUninterruptibly();
        try (Scope _ = CONTEXT.setThreadLocalsFrom(context)) {
            complete = call.runUnlessAbandoned();
        } finally {
            running.release();
            admitted.release();
        }
        complete.run();
    }

    private static ProblemException overloaded() {
        return ProblemException.unavailable("The service is overloaded; try again.");
    }

    /** Waits for running calls, so that a shutdown does not interrupt a transaction. */
    @Override
    public void close() {
        threads.close();
    }
}
