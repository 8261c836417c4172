package dev.orderplatform.contracts;

/** A message that says it is an event and is none. Trying again does not help. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEvent(String type, Throwable cause) {
        super("not a readable " + type + ": " + cause.getMessage(), cause);
    }

    public MalformedEvent(String message) {
        super(message);
    }
}
