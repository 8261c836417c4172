package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.supervision.PartStatus.State;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks how all parts are doing. */
public final class PlatformState {

    // A part that has not answered by then is not ready, whatever its probe still waits for.
    private static final long PATIENCE_MILLIS = 2000;

    private final DataFolder data;
    private final Topology topology;
    private final Programs programs;
    private final Records records;

    public PlatformState(DataFolder data, Topology topology, Programs programs) {
        this.data = data;
        this.topology = topology;
        this.programs = programs;
        this.records = new Records(data);
    }

    /** Asks all parts at the same time; takes two seconds at most. */
    public List<PartStatus> look() {
        return look(topology.parts());
    }

    /** Asks these parts at the same time; takes two seconds at most. */
    public List<PartStatus> look(List<Part> parts) {
        // Not closed: closing would wait for probes that hang. Daemon threads end with the program.
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("probe").factory());
        var answers = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> look(part), threads)
                        .completeOnTimeout(silent(part), PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** The supervisor's process, if it lives. */
    public Optional<ProcessIdentity> supervisor() {
        return records.last(Supervisor.NAME).map(Records.Run::process).filter(ProcessIdentity::alive);
    }

    /** Forgets the process of a part that has died, so that it counts as one that was never started. */
    public void forgetIfDead(Part part) {
        if (records.running(part.name()).isEmpty()) {
            records.forget(part.name());
        }
    }

    /** How one part is doing. */
    public PartStatus look(Part part) {
        var run = records.running(part.name());
        var state = run.isEmpty() ? State.DOWN : programs.of(part).ready() ? State.READY : State.STARTING;
        return status(part, run, state);
    }

    private PartStatus silent(Part part) {
        var run = records.last(part.name()).filter(last -> last.process().alive());
        return status(part, run, run.isPresent() ? State.STARTING : State.DOWN);
    }

    private PartStatus status(Part part, Optional<Records.Run> run, State state) {
        return new PartStatus(
                part,
                state,
                run.map(Records.Run::process),
                run.map(Records.Run::started),
                new Holds(data).contains(part.name()),
                new Notes(data.problems()).read(part.name()));
    }
}
