package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs customers concurrently and limits their requests in flight to what the platform sustains. */
final class CustomerPool implements AutoCloseable {

    private final ExecutorService threads;
    private final ConcurrencyLimit limit;

    CustomerPool(int concurrency) {
        limit = new ConcurrencyLimit(concurrency);
        threads = Executors.newFixedThreadPool(
                concurrency, Thread.ofPlatform().daemon().name("customer-", 0).factory());
    }

    /** A customer's action. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }

    ConcurrencyLimit limit() {
        return limit;
    }

    /** Sends all requests within the concurrency limit and returns the responses in the same order. */
    <T> List<T> sendAll(List<Task<T>> requests) throws InterruptedException {
        return runAll(requests.stream()
                .<Task<T>>map(request -> () -> limit.send(request))
                .toList());
    }

    /** Runs all tasks, not limited, and returns the results in the same order. */
    <T> List<T> runAll(List<Task<T>> tasks) throws InterruptedException {
        var results = new ArrayList<T>();
        try {
            for (var done : threads.invokeAll(
                    tasks.stream().<Callable<T>>map(task -> task::run).toList())) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException failure) {
                throw failure;
            }
            throw new PlatformException("The gateway did not answer: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
