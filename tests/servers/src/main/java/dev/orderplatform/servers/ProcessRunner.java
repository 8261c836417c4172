package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.FrozenTree;
import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs a program as a child process, with its data where the program keeps them. */
final class ProcessRunner implements Runner {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path log;
    private final Program program;
    private Optional<Process> process = Optional.empty();
    private Optional<FrozenTree> frozen = Optional.empty();

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
        // Children that were frozen with it would never see that it is gone.
        resume();
    }

    @Override
    public void pause() {
        frozen = process.map(running -> FrozenTree.of(running.pid()));
    }

    @Override
    public void resume() {
        frozen.ifPresent(FrozenTree::close);
        frozen = Optional.empty();
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

    private static void awaitEnd(Process process) {
        if (!Await.until(STOP_LIMIT, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
