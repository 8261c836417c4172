package dev.orderplatform.tools.simulators.journal;

/** The ledger cannot be read or written. The process has to be restarted: what is on disk is not known. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
