package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Launch;
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
import java.util.HashMap;

/** Keeps one part running: compares what should be with what is, again and again, and takes the one step between. */
final class Keeper {

    private static final long MAX_PAUSE_MILLIS = 1000;

    private final Part part;
    private final Program program;
    private final DataFolder data;
    private final Records records;
    private final Holds holds;
    private final Notes problems;
    private final boolean restart;
    private final Ending ending;
    private final OutageRecord outages;
    private final BackOff backOff = new BackOff();
    private String reported = "";
    private boolean prepared;
    private Instant begin = Instant.now();
    private Instant nextLook = begin;
    private boolean ready;
    private volatile boolean provisioned;

    Keeper(Part part, Program program, DataFolder data, boolean restart) {
        this.part = part;
        this.program = program;
        this.data = data;
        this.records = new Records(data);
        this.holds = new Holds(data);
        this.problems = new Notes(data.problems());
        this.ending = new Ending(data, _ -> program);
        this.outages = new OutageRecord(data.outages().resolve(part.name()), InstantSource.system());
        this.restart = restart;
    }

    Part part() {
        return part;
    }

    /** Whether the part has been ready once, so that others can use it. */
    boolean provisioned() {
        return provisioned;
    }

    /** One comparison, one step. A step that fails, by whatever, is reported to people and tried again. */
    void step() {
        try {
            compare();
            // What kept a part from starting stays told until it runs.
            if (!reported.isEmpty() && records.running(part.name()).isPresent()) {
                forgetProblem();
            }
        } catch (Throwable failure) {
            // An Error too: it would end this part's supervision, and nobody would know.
            report(failure);
        }
    }

    private void compare() {
        // Looked at once: a death that the outage record has not seen must not be followed by a start.
        var held = holds.contains(part.name());
        var runs = !held && records.running(part.name()).isPresent();
        try {
            outages.look(runs, this::ready);
            LogFile.bound(data.log(part.name()));
        } finally {
            // On a full disk, too.
            if (held) {
                endIfRunning();
            } else if (runs) {
                provisionOnce();
            } else if (wanted()) {
                start();
            }
        }
    }

    private void report(Throwable failure) {
        try {
            var problem =
                    failure instanceof PlatformException ? String.valueOf(failure.getMessage()) : failure.toString();
            // Steps may fail alike five times a second.
            if (!problem.equals(reported)) {
                reported = problem;
                System.out.printf("%s %s: %s%n", Instant.now(), part.name(), problem);
                if (!(failure instanceof PlatformException)) {
                    failure.printStackTrace();
                }
            }
            problems.write(part.name(), problem);
        } catch (Throwable _) {
            // Neither memory nor disk for a report: the next step tries again.
        }
    }

    private void forgetProblem() {
        reported = "";
        problems.delete(part.name());
    }

    // Whoever wrote the hold ends the part too, but may have come in the middle of a start.
    private void endIfRunning() {
        prepared = false;
        if (records.last(part.name()).isPresent()) {
            ending.end(part);
        }
    }

    private boolean wanted() {
        var diedBefore = records.last(part.name()).isPresent();
        return (restart || !diedBefore) && !backOff.next(Instant.now()).isAfter(Instant.now());
    }

    private void provisionOnce() {
        if (!provisioned && ready()) {
            program.provision();
            provisioned = true;
            forgetProblem();
        }
    }

    // A part that is long in starting is asked less often: each look costs it and us CPU.
    private boolean ready() {
        var now = Instant.now();
        if (!now.isBefore(nextLook)) {
            ready = program.ready();
            nextLook = now.plusMillis(
                    Math.min(MAX_PAUSE_MILLIS, Duration.between(begin, now).toMillis() / 8));
        }
        return ready;
    }

    private void start() {
        begin = Instant.now();
        nextLook = begin;
        ready = false;
        backOff.started(begin);
        if (!prepared) {
            program.prepare();
            prepared = true;
        }
        refuseTakenPorts();
        var launch = program.launch();
        var environment = new HashMap<>(launch.environment());
        environment.putAll(Mark.of(data, part.name()).environment());
        var process = new Launch(launch.command(), environment, launch.directory(), launch.log()).start();
        // One that has ended within this moment is the next step's business.
        ProcessIdentity.of(process.pid()).ifPresent(identity -> records.record(part.name(), identity));
        forgetProblem();
        System.out.printf("%s started %s as process %d%n", Instant.now(), part.name(), process.pid());
    }

    private void refuseTakenPorts() {
        for (var port : part.ports()) {
            if (!Ports.free(port)) {
                throw new PlatformException(
                        "Port %d of %s is taken%s".formatted(port, part.name(), PortOwner.describe(port)));
            }
        }
    }
}
