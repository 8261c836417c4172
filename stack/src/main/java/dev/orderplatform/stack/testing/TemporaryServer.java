package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.process.Await;
import dev.orderplatform.stack.process.Folders;
import dev.orderplatform.stack.process.LogFile;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.process.Signal;
import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server whose data lives as long as the test: it can be killed, paused and started again on the same data. */
public abstract sealed class TemporaryServer implements AutoCloseable
        permits TemporaryPostgres, TemporaryKafka, TemporarySeata, TemporaryService {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path home;
    private final Program program;
    private Optional<Process> process = Optional.empty();
    private final Thread atExit = new Thread(this::discard);

    TemporaryServer(Path home, Program program) {
        this.home = home;
        this.program = program;
    }

    static Path newHome(String name) {
        try {
            return Files.createTempDirectory("order-platform-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void startFirst() {
        Runtime.getRuntime().addShutdownHook(atExit);
        program.prepare();
        start();
    }

    /** Starts the server again on its data and returns when it answers. */
    public final void start() {
        if (process.filter(Process::isAlive).isPresent()) {
            return;
        }
        // More than one attempt: for a moment after a kill -9 children of the old server still hold its resources.
        for (var attempt = 0; attempt < 5; attempt++) {
            var started = program.launch().start();
            process = Optional.of(started);
            if (Await.until(START_LIMIT, () -> program.ready() || !started.isAlive()) && started.isAlive()) {
                program.provision();
                return;
            }
            // One that is only slow must not stay beside the next.
            kill();
        }
        throw new StackFailure(program + " does not start:\n" + log());
    }

    /** Stops the server in an orderly way. */
    public final void stop() {
        process.ifPresent(running -> {
            program.stopSignal().send(running.pid());
            awaitEnd(running);
        });
    }

    /** Ends the server at once, as a crash would (SIGKILL). */
    public final void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            awaitEnd(running);
        });
    }

    /** Freezes the server and its children: it keeps its connections and does not answer (SIGSTOP). */
    public final void pause() {
        process.ifPresent(running -> {
            freeze(running.toHandle());
            // Its number is fixed now. PostgreSQL has a child a connection.
            running.descendants().forEach(TemporaryServer::freeze);
        });
    }

    /** Lets a paused server go on. */
    public final void resume() {
        process.ifPresent(running -> {
            running.descendants().forEach(child -> Signal.CONT.send(child.pid()));
            Signal.CONT.send(running.pid());
        });
    }

    public final long pid() {
        return process.orElseThrow().pid();
    }

    /** The end of the server's log. */
    public final String log() {
        return LogFile.tail(logFile(home), 50);
    }

    static Path logFile(Path home) {
        return home.resolve("server.log");
    }

    /** Stops the server and deletes its data. */
    @Override
    public final void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        discard();
    }

    // Nobody reads the data again, so an orderly end would only cost time.
    private void discard() {
        kill();
        Folders.delete(home);
    }

    private static void freeze(ProcessHandle process) {
        Signal.STOP.send(process.pid());
        // The signal is only on its way: a thread on another core may still answer.
        Await.until(STOP_LIMIT, () -> !process.isAlive() || Threads.allStopped(process.pid()));
    }

    private static void awaitEnd(Process process) {
        if (!Await.until(STOP_LIMIT, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
