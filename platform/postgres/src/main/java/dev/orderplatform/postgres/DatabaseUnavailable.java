package dev.orderplatform.postgres;

/** A database that a service can't start without did not answer or refused the role. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String url, String username, Throwable cause) {
        super("can't open " + url + " as " + username + ": " + cause.getMessage(), cause);
    }
}
