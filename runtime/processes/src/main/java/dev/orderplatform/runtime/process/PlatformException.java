package dev.orderplatform.runtime.process;

/** Something that a person at the command line has to know; the message is meant for them. */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
