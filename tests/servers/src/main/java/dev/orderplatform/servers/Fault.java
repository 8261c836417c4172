package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import java.util.function.Consumer;

/** What befalls a server in a test. */
public enum Fault {
    KILLED(TemporaryServer::kill, Duration.ZERO, TemporaryServer::start),
    /** For longer than any time-out. */
    ASLEEP(TemporaryServer::pause, Duration.ofSeconds(7), TemporaryServer::resume);

    private final Consumer<TemporaryServer> begin;
    private final Duration time;
    private final Consumer<TemporaryServer> end;

    Fault(Consumer<TemporaryServer> begin, Duration time, Consumer<TemporaryServer> end) {
        this.begin = begin;
        this.time = time;
        this.end = end;
    }

    /**
     * Strikes a server while a request is at some step, from which it then goes on unhindered, and ends.
     *
     * @param toItsStep leads the request there
     */
    public void befall(TemporaryServer server, Walk<?> request, Runnable toItsStep) {
        try {
            try (request) {
                toItsStep.run();
                begin.accept(server);
            }
            // The fault itself: nobody can be asked whether a sleeper has slept long enough.
            var over = System.nanoTime() + time.toNanos();
            Await.until(time, () -> System.nanoTime() >= over);
        } finally {
            end.accept(server);
        }
    }
}
