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

/** Keeps all parts running. The parts outlive it, and the next supervisor takes them over: all state is in files. */
public final class Supervisor {

    /** The name of its pid file and log. */
    public static final String NAME = "supervisor";

    private static final long START_INTERVAL_MILLIS = 200;
    /** Of parts that have been ready. */
    private static final long INTERVAL_MILLIS = 500;

    private static final Duration LOG_CHECK_INTERVAL = Duration.ofSeconds(1);

    private final DataFolder data;
    private final List<PartSupervisor> parts;
    private final CountDownLatch end = new CountDownLatch(1);
    // Each step holds the read lock: the shutdown hook waits until a start in progress is recorded.
    private final ReentrantReadWriteLock steps = new ReentrantReadWriteLock();

    public Supervisor(DataFolder data, Topology topology, Programs programs, boolean restart) {
        this.data = data;
        this.parts = topology.parts().stream()
                .map(part -> new PartSupervisor(part, programs.of(part), data, restart))
                .toList();
    }

    /** Returns when the supervisor is asked to end, or at once if another one runs on this data folder. */
    public void run() throws IOException, InterruptedException {
        data.makePrivate();
        try (var channel = FileChannel.open(
                        data.root().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = Optional.ofNullable(channel.tryLock()).orElseThrow(AlreadySupervised::new)) {
            supervise(lock);
        } catch (AlreadySupervised _) {
            System.out.println("Another supervisor is already running.");
        }
    }

    private void supervise(FileLock lock) throws InterruptedException {
        new PidFiles(data)
                .record(NAME, ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow());
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
        var threads = parts.stream()
                .map(part -> Thread.ofPlatform().name(part.part().name()).start(() -> supervisePart(part)))
                .toList();
        for (var thread : threads) {
            while (!thread.join(LOG_CHECK_INTERVAL)) {
                rotateLog();
            }
        }
    }

    private void rotateLog() {
        try {
            LogFile.bound(data.log(NAME));
        } catch (RuntimeException e) {
            // The supervision of parts must go on.
            System.out.println("The supervisor's log can't be rotated: " + e.getMessage());
        }
    }

    private void supervisePart(PartSupervisor part) {
        var dependencies = parts.stream()
                .filter(other -> part.part().needs().contains(other.part().name()))
                .toList();
        try {
            while (!end.await(part.provisioned() ? INTERVAL_MILLIS : START_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (dependencies.stream().allMatch(PartSupervisor::provisioned)) {
                    stepUnlessShutDown(part);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stepUnlessShutDown(PartSupervisor part) {
        steps.readLock().lock();
        try {
            if (end.getCount() > 0) {
                part.step();
            }
        } finally {
            steps.readLock().unlock();
        }
    }

    private void shutDown() {
        end.countDown();
        steps.writeLock().lock();
    }

    private static final class AlreadySupervised extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
