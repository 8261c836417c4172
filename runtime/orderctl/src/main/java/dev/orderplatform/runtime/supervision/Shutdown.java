package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.process.Stopping;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Stops parts, with or without a running supervisor. */
public final class Shutdown {

    private final DataFolder data;
    private final Programs programs;
    private final PidFiles pids;
    private final Duration timeout;

    public Shutdown(DataFolder data, Programs programs) {
        this(data, programs, Duration.ofSeconds(15));
    }

    /** @param timeout time for a part to stop before it is killed */
    public Shutdown(DataFolder data, Programs programs, Duration timeout) {
        this.data = data;
        this.programs = programs;
        this.pids = new PidFiles(data);
        this.timeout = timeout;
    }

    /** Stops the supervisor, then all parts in stop order. */
    public void stopAll(Topology topology, BiConsumer<Part, Outcome> reporter) {
        stopSupervisor();
        for (var wave : topology.stopOrder()) {
            Parallel.forEach(wave, part -> reporter.accept(part, stop(part)));
        }
    }

    /** Stops one part and deletes its pid file. A supervisor would restart it unless it is held. */
    public Outcome stop(Part part) {
        var run = pids.running(part.name());
        var outcome = run.map(PidFiles.Run::process)
                .map(process -> programs.of(part).stop(process, timeout) ? Outcome.STOPPED : Outcome.KILLED)
                .orElse(Outcome.NOT_RUNNING);
        pids.delete(part.name());
        new AtomicFiles(data.problems()).delete(part.name());
        return outcome;
    }

    private void stopSupervisor() {
        pids.last(Supervisor.NAME).ifPresent(run -> Stopping.stop(run.process(), Signal.TERM, Duration.ofSeconds(30)));
        pids.delete(Supervisor.NAME);
    }

    public enum Outcome {
        NOT_RUNNING,
        STOPPED,
        KILLED
    }
}
