package dev.orderplatform.globaltransactions;

/** The response to a global transaction's commit was lost: it may be committed or rolled back. */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown(String xid) {
        super("the outcome of " + xid + " is not known");
    }

    OutcomeUnknown(String xid, Throwable cause) {
        super("the outcome of " + xid + " is not known", cause);
    }
}
