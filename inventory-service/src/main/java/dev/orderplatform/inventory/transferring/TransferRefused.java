package dev.orderplatform.inventory.transferring;

/** A transfer that its state of affairs forbids: nothing has moved. */
public final class TransferRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The giving region does not have that many available. */
        OUT_OF_STOCK,
        /** A region does not know the SKU. */
        UNKNOWN_SKU,
        /** The key belongs to a transfer that is not decided yet. */
        IN_FLIGHT,
        /** The key belongs to another transfer. */
        KEY_REUSED
    }

    TransferRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
