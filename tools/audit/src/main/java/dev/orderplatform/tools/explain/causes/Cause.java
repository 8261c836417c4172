package dev.orderplatform.tools.explain.causes;

import java.util.List;

/**
 * Why an order, or one of its effects, waits.
 *
 * @param text a sentence without its full stop
 * @param commands arguments of orderctl that show more or help, the first one first; none if nothing is to be done
 */
public record Cause(Kind kind, String text, List<String> commands) {

    public Cause {
        commands = List.copyOf(commands);
    }

    static Cause of(Kind kind, String text, String... commands) {
        return new Cause(kind, text, List.of(commands));
    }

    /** For programs; people read the text. */
    public enum Kind {
        /** Nothing is wrong: it happened seconds ago. */
        IN_PROGRESS,
        /** Nothing is wrong: the customer has to pay. */
        CUSTOMER,
        /** A part is held, down or starting. */
        PART,
        /** The event is in an outbox. */
        UNPUBLISHED,
        DEAD_LETTER,
        /** The consumer must be upgraded. */
        UNKNOWN_TYPE,
        /** An event that must exist is neither in the outbox nor on its topic. */
        LOST_EVENT,
        /** Published, and not applied although all parts are ready. */
        NOT_APPLIED,
        STOCK,
        /** A global transaction has no outcome. */
        UNDECIDED,
        /** Unpaid, and not cancelled although the payment window is over. */
        TIMER,
        PROVIDER,
        CARRIER,
        CONTRADICTION,
        WEBHOOK,
        EMAIL,
        /** A source needed to find the cause could not be read. */
        UNREADABLE,
        /** Nothing was found. */
        UNEXPLAINED
    }
}
