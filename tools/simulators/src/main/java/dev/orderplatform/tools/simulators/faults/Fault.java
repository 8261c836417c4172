package dev.orderplatform.tools.simulators.faults;

/** A kind of fault. Each is requested for a share of the payments, parcels, callbacks or requests. */
public enum Fault {
    /** Payments are declined. */
    DECLINE("decline"),
    /** One minor unit too much is really captured. */
    WRONG_AMOUNT("wrongAmount"),
    /** Another currency is really captured. */
    WRONG_CURRENCY("wrongCurrency"),
    /** Refunds fail. Another attempt of the same refund may succeed. */
    FAIL_REFUND("failRefund"),
    /** Parcels come back instead of being delivered. */
    RETURN("return"),
    /** Parcels are delivered in the instant in which they are shipped. */
    AT_ONCE("atOnce"),
    /** Callbacks are never sent. */
    LOSE("lose"),
    /** Callbacks are sent twice under their id, and once more under another. */
    REPEAT("repeat"),
    /** Callbacks wait for up to some seconds, so that later ones overtake them. */
    REORDER("reorder"),
    /** Callbacks wait for {@link Faults#delayMillis}. */
    DELAY("delay"),
    /** Requests are carried out and not answered. */
    HANG("hang"),
    /** Requests are answered with 503 and not carried out. */
    UNAVAILABLE("unavailable");

    private final String label;

    Fault(String label) {
        this.label = label;
    }

    /** Its name in JSON. */
    public String label() {
        return label;
    }
}
