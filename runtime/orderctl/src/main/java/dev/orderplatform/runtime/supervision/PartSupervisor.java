package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.PortOwner;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.topology.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps one part running: periodically compares the desired with the actual state and takes one step to reconcile them.
 */
final class PartSupervisor {

    private static final long MAX_PROBE_INTERVAL_MILLIS = 1000;

    private final Part part;
    private final Program program;
    private final DataFolder data;
    private final PidFiles pids;
    private final HeldParts heldParts;
    private final AtomicFiles problems;
    private final boolean restart;
    private final Shutdown shutdown;
    private final OutageRecord outages;
    private final BackOff backOff = new BackOff();
    private String reported = "";
    private boolean prepared;
    private Instant startedAt = Instant.now();
    private Instant nextProbe = startedAt;
    private boolean ready;
    private volatile boolean provisioned;

    PartSupervisor(Part part, Program program, DataFolder data, boolean restart) {
        this.part = part;
        this.program = program;
        this.data = data;
        this.pids = new PidFiles(data);
        this.heldParts = new HeldParts(data);
        this.problems = new AtomicFiles(data.problems());
        this.shutdown = new Shutdown(data, _ -> program);
        this.outages = new OutageRecord(data.outages().resolve(part.name()), InstantSource.system());
        this.restart = restart;
    }

    Part part() {
        return part;
    }

    /** Whether the part was ready once and is provisioned, so that others can use it. */
    boolean provisioned() {
        return provisioned;
    }

    /** Reconciles once. A failed step is reported and tried again. */
    void step() {
        try {
            reconcile();
            // A start problem stays reported until the part runs.
            if (!reported.isEmpty() && runs()) {
                clearProblem();
            }
        } catch (Throwable failure) {
            // Errors, too: they would silently end this part's supervision.
            report(failure);
        }
    }

    private void reconcile() {
        // Read once: otherwise a part could die and be restarted without an outage record.
        var held = heldParts.contains(part.name());
        var runs = !held && runs();
        try {
            outages.observe(held, runs, this::ready);
            LogFile.bound(data.log(part.name()));
        } finally {
            // Even if the disk is full.
            if (held) {
                stopIfRunning();
            } else if (runs) {
                provisionOnce();
            } else if (mayStart()) {
                start();
            }
        }
    }

    private boolean runs() {
        return pids.running(part.name(), program).isPresent();
    }

    private void report(Throwable failure) {
        try {
            var problem =
                    failure instanceof PlatformException ? String.valueOf(failure.getMessage()) : failure.toString();
            // Avoids repeating the same line in every step.
            if (!problem.equals(reported)) {
                reported = problem;
                System.out.printf("%s %s: %s%n", Instant.now(), part.name(), problem);
                if (!(failure instanceof PlatformException)) {
                    failure.printStackTrace();
                }
            }
            problems.write(part.name(), problem);
        } catch (Throwable _) {
            // Out of memory or disk. The next step tries again.
        }
    }

    private void clearProblem() {
        reported = "";
        problems.delete(part.name());
    }

    // The command that holds a part also stops it, but may miss a process that is just being started.
    private void stopIfRunning() {
        prepared = false;
        if (pids.last(part.name()).isPresent()) {
            shutdown.stop(part);
        }
    }

    private boolean mayStart() {
        var diedBefore = pids.last(part.name()).isPresent();
        return (restart || !diedBefore) && !backOff.next(Instant.now()).isAfter(Instant.now());
    }

    private void provisionOnce() {
        if (!provisioned && ready()) {
            program.provision();
            provisioned = true;
            clearProblem();
        }
    }

    // Probes less often the longer a start takes: each probe costs CPU.
    private boolean ready() {
        var now = Instant.now();
        if (!now.isBefore(nextProbe)) {
            ready = program.ready();
            nextProbe = now.plusMillis(Math.min(
                    MAX_PROBE_INTERVAL_MILLIS, Duration.between(startedAt, now).toMillis() / 8));
        }
        return ready;
    }

    private void start() {
        startedAt = Instant.now();
        nextProbe = startedAt;
        ready = false;
        backOff.started(startedAt);
        if (!prepared) {
            program.prepare();
            prepared = true;
        }
        requireFreePorts();
        var pid = program.start(ProcessTag.of(data, part.name()).environment());
        // Empty if it has already ended; the next step handles that.
        ProcessIdentity.of(pid).ifPresent(identity -> pids.record(part.name(), identity));
        clearProblem();
        System.out.printf("%s started %s as process %d%n", Instant.now(), part.name(), pid);
    }

    private void requireFreePorts() {
        for (var port : part.ports()) {
            if (!Ports.free(port)) {
                throw new PlatformException(
                        "Port %d of %s is taken%s".formatted(port, part.name(), PortOwner.describe(port)));
            }
        }
    }
}
