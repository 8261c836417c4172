package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import java.util.function.Consumer;

/** A fault of a server in a test. */
public enum Fault {
    KILLED(TemporaryServer::kill, Duration.ZERO, TemporaryServer::start),
    /** Longer than any timeout. */
    FROZEN(TemporaryServer::pause, Duration.ofSeconds(7), TemporaryServer::resume);

    private final Consumer<TemporaryServer> begin;
    private final Duration time;
    private final Consumer<TemporaryServer> end;

    Fault(Consumer<TemporaryServer> begin, Duration time, Consumer<TemporaryServer> end) {
        this.begin = begin;
        this.time = time;
        this.end = end;
    }

    /**
     * Injects the fault while a request waits at a barrier, releases the request, and ends the fault.
     *
     * @param toItsStep brings the request to its barrier
     */
    public void inject(TemporaryServer server, SteppedRequest<?> request, Runnable toItsStep) {
        try {
            try (request) {
                toItsStep.run();
                begin.accept(server);
            }
            // The duration of the fault: there is no condition to wait for.
            var over = System.nanoTime() + time.toNanos();
            Await.until(time, () -> System.nanoTime() >= over);
        } finally {
            end.accept(server);
        }
    }
}
