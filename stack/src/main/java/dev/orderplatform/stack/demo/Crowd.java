package dev.orderplatform.stack.demo;

import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Customers side by side. */
final class Crowd implements AutoCloseable {

    private final ExecutorService threads;

    Crowd(int atOnce) {
        threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("customer-", 0).factory());
    }

    /** Something that one of them does. */
    @FunctionalInterface
    interface Errand<T> {
        T run() throws IOException;
    }

    /** Does all of it and returns the results in the same order. */
    <T> List<T> all(List<Errand<T>> errands) throws InterruptedException {
        var results = new ArrayList<T>();
        try {
            for (var done : threads.invokeAll(
                    errands.stream().<Callable<T>>map(errand -> errand::run).toList())) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackFailure failure) {
                throw failure;
            }
            throw new StackFailure("The gateway did not answer: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
