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

/** Determines the state of all parts. */
public final class PlatformState {

    // A part that has not answered by then is not ready.
    private static final long PROBE_TIMEOUT_MILLIS = 2000;

    private final DataFolder data;
    private final Topology topology;
    private final Programs programs;
    private final PidFiles pids;

    public PlatformState(DataFolder data, Topology topology, Programs programs) {
        this.data = data;
        this.topology = topology;
        this.programs = programs;
        this.pids = new PidFiles(data);
    }

    /** Probes all parts in parallel; takes at most two seconds. */
    public List<PartStatus> statuses() {
        return statuses(topology.parts());
    }

    /** Probes these parts in parallel; takes at most two seconds. */
    public List<PartStatus> statuses(List<Part> parts) {
        // Not closed: close() would wait for probes that hang. The threads are daemons.
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("probe").factory());
        var answers = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> status(part), threads)
                        .completeOnTimeout(unresponsive(part), PROBE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** The supervisor's process, if it runs. */
    public Optional<ProcessIdentity> supervisor() {
        return pids.last(Supervisor.NAME).map(PidFiles.Run::process).filter(ProcessIdentity::alive);
    }

    /** Deletes the record of a dead process, so that the part counts as never started. */
    public void deleteIfDead(Part part) {
        if (pids.running(part.name(), programs.of(part)).isEmpty()) {
            pids.delete(part.name());
        }
    }

    /** The state of one part. */
    public PartStatus status(Part part) {
        var program = programs.of(part);
        var run = pids.running(part.name(), program);
        var state = run.isEmpty() ? State.DOWN : program.ready() ? State.READY : State.STARTING;
        return status(part, run, state);
    }

    private PartStatus unresponsive(Part part) {
        var run = pids.last(part.name()).filter(last -> last.process().alive());
        return status(part, run, run.isPresent() ? State.STARTING : State.DOWN);
    }

    private PartStatus status(Part part, Optional<PidFiles.Run> run, State state) {
        return new PartStatus(
                part,
                state,
                run.map(PidFiles.Run::process),
                run.map(PidFiles.Run::started),
                new HeldParts(data).contains(part.name()),
                new AtomicFiles(data.problems()).read(part.name()));
    }
}
