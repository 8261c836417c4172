package dev.orderplatform.web.blocking;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call: it either runs or is abandoned, so that work which was refused for waiting too long never happens. */
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
     * Runs the work and returns what makes its outcome known. Apart, so that the place in the bulkhead is free before
     * the subscriber goes on. Whatever is thrown belongs to the subscriber, Errors too: nobody else would ever see it.
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
