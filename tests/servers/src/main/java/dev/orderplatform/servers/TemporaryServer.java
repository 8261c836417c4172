package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A server whose data lives as long as the test: it can be killed, paused and started again on the same data. */
public abstract sealed class TemporaryServer implements AutoCloseable
        permits TemporaryPostgres, TemporaryKafka, TemporarySeata, TemporaryService {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Path home;
    private final Program program;
    private final Runner runner;
    private final Thread atExit = new Thread(this::discard);

    TemporaryServer(Path home, Program program, Runner runner) {
        this.home = home;
        this.program = program;
        this.runner = runner;
    }

    static Path newHome(String name) {
        try {
            return Files.createTempDirectory("order-platform-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path logFile(Path home) {
        return home.resolve("server.log");
    }

    final void startFirst() {
        Runtime.getRuntime().addShutdownHook(atExit);
        start();
    }

    /** Starts the server again on its data and returns when it answers. */
    public final void start() {
        if (runner.isAlive()) {
            return;
        }
        // More than one attempt: for a moment after a kill -9 children of the old server still hold its resources.
        for (var attempt = 0; attempt < 5; attempt++) {
            runner.start();
            if (Await.until(START_LIMIT, () -> program.ready() || !runner.isAlive()) && runner.isAlive()) {
                program.provision();
                return;
            }
            // One that is only slow must not stay beside the next.
            kill();
        }
        throw new PlatformException(program + " does not start:\n" + log());
    }

    /** Stops the server in an orderly way. */
    public final void stop() {
        runner.stop();
    }

    /** Ends the server at once, as a crash would (SIGKILL). */
    public final void kill() {
        runner.kill();
    }

    /** Freezes the server and its children: it keeps its connections and does not answer. */
    public final void pause() {
        runner.pause();
    }

    /** Lets a paused server go on. */
    public final void resume() {
        runner.resume();
    }

    public final long pid() {
        return runner.pid();
    }

    /** The end of the server's log. */
    public final String log() {
        return runner.log();
    }

    /** Stops the server and deletes its data. */
    @Override
    public final void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        discard();
    }

    // Nobody reads the data again, so an orderly end would only cost time.
    private void discard() {
        runner.discard();
        Folders.delete(home);
    }
}
