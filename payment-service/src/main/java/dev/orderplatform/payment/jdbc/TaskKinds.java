package dev.orderplatform.payment.jdbc;

import dev.orderplatform.payment.domain.Work;

/** The kinds of tasks, as they are stored. */
public final class TaskKinds {
    public static final String INTENT = "intent";
    public static final String REFUND = "refund";
    /** Asks the provider about a contradicting callback. */
    public static final String CALLBACK = "callback";

    private TaskKinds() {}

    public static String of(Work work) {
        return switch (work.kind()) {
            case INTENT -> INTENT;
            case REFUND -> REFUND;
        };
    }
}
