package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.process.Await;
import dev.orderplatform.stack.process.LogFile;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs a program as a child process, with its data where the program keeps them. */
final class ProcessRunner implements Runner {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path log;
    private final Program program;
    private Optional<Process> process = Optional.empty();

    ProcessRunner(Path log, Program program) {
        this.log = log;
        this.program = program;
    }

    @Override
    public void start() {
        if (process.isEmpty()) {
            program.prepare();
        }
        process = Optional.of(program.launch().start());
    }

    @Override
    public boolean isAlive() {
        return process.filter(Process::isAlive).isPresent();
    }

    @Override
    public void stop() {
        process.ifPresent(running -> {
            program.stopSignal().send(running.pid());
            awaitEnd(running);
        });
    }

    @Override
    public void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            awaitEnd(running);
        });
    }

    @Override
    public void pause() {
        process.ifPresent(running -> {
            freeze(running.toHandle());
            // Its number is fixed now. PostgreSQL has a child a connection.
            running.descendants().forEach(ProcessRunner::freeze);
        });
    }

    @Override
    public void resume() {
        process.ifPresent(running -> {
            running.descendants().forEach(child -> Signal.CONT.send(child.pid()));
            Signal.CONT.send(running.pid());
        });
    }

    @Override
    public long pid() {
        return process.orElseThrow().pid();
    }

    @Override
    public String log() {
        return LogFile.tail(log, 50);
    }

    @Override
    public void discard() {
        kill();
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
