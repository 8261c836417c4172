package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Customers side by side, with no more requests under way than the platform sustains. */
final class Crowd implements AutoCloseable {

    private final ExecutorService threads;
    private final Ramp ramp;

    Crowd(int atOnce) {
        ramp = new Ramp(atOnce);
        threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("customer-", 0).factory());
    }

    /** Something that one of them does. */
    @FunctionalInterface
    interface Errand<T> {
        T run() throws IOException;
    }

    Ramp ramp() {
        return ramp;
    }

    /** Sends all the requests, as many at once as the ramp allows, and returns the answers in the same order. */
    <T> List<T> ask(List<Errand<T>> requests) throws InterruptedException {
        return all(requests.stream()
                .<Errand<T>>map(request -> () -> ramp.send(request))
                .toList());
    }

    /** Does all of it at once and returns the results in the same order. */
    <T> List<T> all(List<Errand<T>> errands) throws InterruptedException {
        var results = new ArrayList<T>();
        try {
            for (var done : threads.invokeAll(
                    errands.stream().<Callable<T>>map(errand -> errand::run).toList())) {
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
