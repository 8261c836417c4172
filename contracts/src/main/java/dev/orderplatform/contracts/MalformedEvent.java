package dev.orderplatform.contracts;

/** The message is not a valid event. Retrying does not help. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEvent(String type, Throwable cause) {
        super("not a readable " + type + ": " + cause.getMessage(), cause);
    }

    public MalformedEvent(String message) {
        super(message);
    }
}
