package dev.orderplatform.tools.simulators.journal;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a decision depends on besides the state.
 *
 * @param owed how much work is due
 */
public record Moment(Instant now, Faults faults, int owed) {
    /** Bounds the memory while the receiver is down. */
    static final int MAX_OWED = 10_000;

    /** Maximum delay of a callback that REORDER hits. */
    private static final Duration REORDER_WINDOW = Duration.ofSeconds(3);
    /** Between a repeated callback and the one with another id. */
    private static final Duration REPEAT_INTERVAL = Duration.ofMillis(200);

    /** Refuses further work with 503 while too much is due. */
    public void requireCapacity() {
        if (owed >= MAX_OWED) {
            throw Problem.unavailable("Too many callbacks are due.");
        }
    }

    public boolean hits(Fault fault, String id) {
        return faults.hits(fault, id);
    }

    /** The messages that report something: one, unless a fault hits it. */
    public List<PlannedCallback> callbacks(String webhookId) {
        if (hits(Fault.LOSE, webhookId)) {
            return List.of();
        }
        var at = now.plus(wait(webhookId));
        return hits(Fault.REPEAT, webhookId)
                ? List.of(
                        new PlannedCallback(webhookId, at, 2),
                        new PlannedCallback(webhookId + "-again", at.plus(REPEAT_INTERVAL), 1))
                : List.of(new PlannedCallback(webhookId, at, 1));
    }

    private Duration wait(String webhookId) {
        long delay = hits(Fault.DELAY, webhookId) ? faults.delayMillis() : 0;
        // Not the fraction that decided whether the fault hits: for small shares that one is always small.
        long reorder = hits(Fault.REORDER, webhookId)
                ? (long) (faults.fraction(Fault.REORDER, webhookId + "/wait") * REORDER_WINDOW.toMillis())
                : 0;
        return Duration.ofMillis(delay + reorder);
    }
}
