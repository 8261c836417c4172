package dev.orderplatform.globaltransactions;

/** A global transaction was rolled back; its cause says why. Nothing of it is left, or will be soon. */
public final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String xid;

    RolledBack(String xid, Throwable cause) {
        super(xid + " was rolled back: " + cause.getMessage(), cause);
        this.xid = xid;
    }

    public String xid() {
        return xid;
    }
}
