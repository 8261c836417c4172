package dev.orderplatform.notification.endpoint;

/** An endpoint's URL or address is not acceptable. The message is shown to the customer. */
public final class EndpointRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndpointRefused(String reason) {
        super(reason, null, false, false);
    }
}
