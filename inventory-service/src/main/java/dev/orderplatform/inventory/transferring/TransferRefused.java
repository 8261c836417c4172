package dev.orderplatform.inventory.transferring;

/** A transfer was refused; nothing has moved. */
public final class TransferRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Reason of the refusal. */
    public enum Reason {
        /** The source region has too few units available. */
        OUT_OF_STOCK,
        /** A region does not know the SKU. */
        UNKNOWN_SKU,
        /** The key belongs to an undecided transfer. */
        IN_FLIGHT,
        /** The key belongs to another transfer. */
        KEY_REUSED
    }

    public TransferRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
