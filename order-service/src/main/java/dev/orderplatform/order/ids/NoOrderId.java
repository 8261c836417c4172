package dev.orderplatform.order.ids;

/** No order id can be issued safely now; a retry shortly afterwards may succeed. */
public final class NoOrderId extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoOrderId(String message) {
        super(message);
    }
}
