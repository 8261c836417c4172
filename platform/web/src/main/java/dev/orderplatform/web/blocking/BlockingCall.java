package dev.orderplatform.web.blocking;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that either runs or is abandoned: work that timed out in the queue never runs. */
final class BlockingCall<T> {

    private final Callable<? extends T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();

    BlockingCall(Callable<? extends T> work) {
        this.work = work;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void abandon() {
        decided.set(true);
    }

    /**
     * Runs the work and returns an action that publishes its outcome. They are separate so that the bulkhead permit is
     * released before the subscriber continues. Errors go to the subscriber too; otherwise they would be lost.
     */
    Runnable runUnlessAbandoned() {
        if (!decided.compareAndSet(false, true)) {
            return () -> {};
        }
        try {
            T value = work.call();
            return () -> result.complete(value);
        } catch (Throwable failure) {
            return () -> result.completeExceptionally(failure);
        }
    }
}
