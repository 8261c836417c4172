package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.topology.Part;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a part is doing.
 *
 * @param process the process to kill for this part, when one runs
 * @param started when that process was started
 * @param held whether a person holds it down
 * @param problem what keeps it from starting, in words
 */
public record PartStatus(
        Part part,
        State state,
        Optional<ProcessIdentity> process,
        Optional<Instant> started,
        boolean held,
        Optional<String> problem) {

    /** Whether it answers, lives without answering, or has no process. */
    public enum State {
        READY,
        STARTING,
        DOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean ready() {
        return state == State.READY;
    }
}
