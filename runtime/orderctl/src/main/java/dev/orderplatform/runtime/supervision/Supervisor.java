package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.topology.Topology;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps all parts running until it is ended itself. The parts go on without it, and the next supervisor takes them over:
 * nothing that matters is in its memory.
 */
public final class Supervisor {

    /** The name of its own record and log. */
    public static final String NAME = "supervisor";

    private static final long PAUSE_MILLIS = 200;
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(1);

    private final DataFolder data;
    private final List<Keeper> keepers;
    private final CountDownLatch end = new CountDownLatch(1);
    // Held for reading during a step: the end waits for a start that is under way to be recorded.
    private final ReentrantReadWriteLock ending = new ReentrantReadWriteLock();

    public Supervisor(DataFolder data, Topology topology, Programs programs, boolean restart) {
        this.data = data;
        this.keepers = topology.parts().stream()
                .map(part -> new Keeper(part, programs.of(part), data, restart))
                .toList();
    }

    /** Returns when the supervisor was asked to end, or at once when another one is at work on this data folder. */
    public void run() throws IOException, InterruptedException {
        data.makePrivate();
        try (var channel = FileChannel.open(
                        data.root().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = Optional.ofNullable(channel.tryLock()).orElseThrow(AlreadySupervised::new)) {
            supervise(lock);
        } catch (AlreadySupervised _) {
            System.out.println("Another supervisor is at work.");
        }
    }

    private void supervise(FileLock lock) throws InterruptedException {
        new Records(data)
                .record(NAME, ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        var threads = keepers.stream()
                .map(keeper -> Thread.ofPlatform().name(keeper.part().name()).start(() -> keep(keeper)))
                .toList();
        for (var thread : threads) {
            while (!thread.join(LOG_INTERVAL)) {
                boundLog();
            }
        }
    }

    private void boundLog() {
        try {
            LogFile.bound(data.log(NAME));
        } catch (RuntimeException e) {
            // A long log is no reason to leave the parts alone.
            System.out.println("The supervisor's own log can't be bounded: " + e.getMessage());
        }
    }

    private void keep(Keeper keeper) {
        var needed = keepers.stream()
                .filter(other -> keeper.part().needs().contains(other.part().name()))
                .toList();
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (needed.stream().allMatch(Keeper::provisioned)) {
                    stepUnlessEnding(keeper);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stepUnlessEnding(Keeper keeper) {
        ending.readLock().lock();
        try {
            if (end.getCount() > 0) {
                keeper.step();
            }
        } finally {
            ending.readLock().unlock();
        }
    }

    private void end() {
        end.countDown();
        ending.writeLock().lock();
    }

    private static final class AlreadySupervised extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
