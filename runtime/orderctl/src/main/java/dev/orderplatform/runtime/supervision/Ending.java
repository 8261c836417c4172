package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.process.Stopping;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Ends parts, with or without a supervisor at work. */
public final class Ending {

    private final DataFolder data;
    private final Programs programs;
    private final Records records;
    private final Duration patience;

    public Ending(DataFolder data, Programs programs) {
        this(data, programs, Duration.ofSeconds(15));
    }

    /** @param patience how long a part may take after it was asked to end */
    public Ending(DataFolder data, Programs programs, Duration patience) {
        this.data = data;
        this.programs = programs;
        this.records = new Records(data);
        this.patience = patience;
    }

    /** Ends the supervisor, then all parts, users before what they use. */
    public void endAll(Topology topology, BiConsumer<Part, Outcome> told) {
        endSupervisor();
        for (var wave : topology.stopOrder()) {
            Parallel.forEach(wave, part -> told.accept(part, end(part)));
        }
    }

    /** Ends one part and forgets its process; a supervisor would start it again, unless it is held. */
    public Outcome end(Part part) {
        var run = records.running(part.name());
        var outcome = run.map(Records.Run::process)
                .map(process -> Stopping.stop(process, programs.of(part).stopSignal(), patience)
                        ? Outcome.STOPPED
                        : Outcome.KILLED)
                .orElse(Outcome.NOT_RUNNING);
        records.forget(part.name());
        new Notes(data.problems()).delete(part.name());
        return outcome;
    }

    private void endSupervisor() {
        records.last(Supervisor.NAME)
                .ifPresent(run -> Stopping.stop(run.process(), Signal.TERM, Duration.ofSeconds(30)));
        records.forget(Supervisor.NAME);
    }

    /** How a part ended. */
    public enum Outcome {
        NOT_RUNNING,
        STOPPED,
        KILLED
    }
}
