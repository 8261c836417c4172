package dev.orderplatform.tools.simulators;

import dev.orderplatform.runtime.host.Hosted;
import dev.orderplatform.runtime.host.Request;
import dev.orderplatform.runtime.host.ServiceOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A simulator that is started and stopped without the other one in its JVM. */
final class HostedSimulator implements Hosted {

    /** One run; its threads inherit the class loader, which selects the log. */
    private record Run(CompletableFuture<Simulator> simulator, ClassLoader log) {

        State state() {
            return switch (simulator.state()) {
                case RUNNING -> State.STARTING;
                case SUCCESS -> State.RUNNING;
                case FAILED, CANCELLED -> State.DOWN;
            };
        }
    }

    private final String name;
    private final ServiceOutput output;
    private Optional<Run> run = Optional.empty();

    HostedSimulator(String name, ServiceOutput output) {
        this.name = name;
        this.output = output;
    }

    @Override
    public synchronized State state() {
        return run.map(Run::state).orElse(State.DOWN);
    }

    @Override
    public synchronized void start(Request request) {
        if (state() != State.DOWN) {
            return;
        }
        run.ifPresent(failed -> output.endRedirect(failed.log));
        var log = new ClassLoader(name, getClass().getClassLoader()) {};
        var simulator = new CompletableFuture<Simulator>();
        try {
            output.redirect(name, log, request.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run = Optional.of(new Run(simulator, log));
        // Not in the request's thread: reading a long ledger takes time.
        var start = Thread.ofPlatform().name("start-" + name).unstarted(() -> start(simulator, request));
        start.setContextClassLoader(log);
        start.start();
    }

    private void start(CompletableFuture<Simulator> simulator, Request request) {
        try {
            simulator.complete(Simulator.start(SimulatorSettings.of(name, request.environment())));
        } catch (IOException | RuntimeException e) {
            System.err.println("Cannot start: " + e.getMessage());
            simulator.completeExceptionally(e);
        }
    }

    @Override
    public synchronized void stop() {
        run.ifPresent(stopped -> {
            try {
                stopped.simulator.join().close();
            } catch (CompletionException _) {
                // It did not start.
            }
            output.endRedirect(stopped.log);
        });
        run = Optional.empty();
    }
}
