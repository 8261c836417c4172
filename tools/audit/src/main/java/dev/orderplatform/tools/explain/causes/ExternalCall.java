package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.Task;
import java.util.Optional;
import java.util.regex.Pattern;

/** Waits for an external system, and the task that calls it. */
final class ExternalCall {

    /** Tasks store an exception with its causes; the names of the classes help nobody here. */
    private static final Pattern CLASS_NAMES = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9$]*: ");

    private ExternalCall() {}

    /**
     * @param system such as carrier
     * @param service that calls it
     * @param task the call that is due; empty if there is none
     */
    static Cause cause(
            OrderEvidence order, Cause.Kind kind, String system, String service, String subject, Optional<Task> task) {
        var failure = task.flatMap(Task::failure)
                .map(text -> "; the last request failed: "
                        + CLASS_NAMES.matcher(text).replaceAll(""));
        return order.parts()
                .firstNotReady(system, service, order.local("postgres"))
                .map(state -> NotReady.cause(state, subject, state.part() + " " + state.text() + failure.orElse("")))
                .orElseGet(() -> failure.isPresent()
                        ? Cause.of(
                                kind, subject + failure.get() + next(order, task), "logs " + service, "logs " + system)
                        : Cause.of(kind, subject + next(order, task), "logs " + service));
    }

    private static String next(OrderEvidence order, Optional<Task> task) {
        return task.map(due -> "; it is asked " + (due.failure().isPresent() ? "again " : "")
                        + Formats.at(due.due(), order.now()))
                .orElse("");
    }
}
