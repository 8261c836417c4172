package dev.orderplatform.globaltransactions;

/** A global transaction was told to commit and the answer was lost: it is committed or rolled back, nobody here knows. */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown(String xid) {
        super("the outcome of " + xid + " is not known");
    }

    OutcomeUnknown(String xid, Throwable cause) {
        super("the outcome of " + xid + " is not known", cause);
    }
}
