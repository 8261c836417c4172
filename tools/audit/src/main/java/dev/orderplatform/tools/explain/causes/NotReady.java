package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.Parts;

/** A part that is not ready as the cause. */
final class NotReady {

    private NotReady() {}

    /** @param reason names the part and its state */
    static Cause cause(Parts.State state, String subject, String reason) {
        return Cause.of(Cause.Kind.PART, subject + ": " + reason, command(state));
    }

    // A part that is down and not held is restarted by the supervisor: its log shows why it does not stay up.
    private static String command(Parts.State state) {
        return (state.held() ? "start " : "logs ") + state.part();
    }
}
