package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.topology.Part;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a part.
 *
 * @param process the process to kill for this part, if one runs
 * @param started start time of that process
 * @param held whether the user stopped it
 * @param problem why it can't start, for people
 */
public record PartStatus(
        Part part,
        State state,
        Optional<ProcessIdentity> process,
        Optional<Instant> started,
        boolean held,
        Optional<String> problem) {

    /** Answers, runs without answering, or has no process. */
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
