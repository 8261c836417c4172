package dev.orderplatform.postgres;

/** A database needed for startup did not respond, or refused the role. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String url, String username, Throwable cause) {
        super("can't open " + url + " as " + username + ": " + cause.getMessage(), cause);
    }
}
