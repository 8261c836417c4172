package dev.orderplatform.notification.channel.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one request.
 *
 * @param status of the answer; empty if there was none, or if it was not complete in time
 * @param error empty if the endpoint accepted the webhook
 */
public record Attempt(Optional<Integer> status, Duration duration, Optional<String> error) {
    private static final int GONE = 410;
    private static final int MAX_ERROR_LENGTH = 300;

    /** Any status other than 2xx is a failure, redirects too: they are not followed. */
    public static Attempt answered(int status, Duration duration) {
        boolean accepted = status >= 200 && status < 300;
        return new Attempt(
                Optional.of(status), duration, accepted ? Optional.empty() : Optional.of("answered " + status));
    }

    /** @param error may quote the answer; control characters, which the database refuses, are replaced */
    public static Attempt failed(String error, Duration duration) {
        String printable = error.replaceAll("\\p{Cntrl}", "?");
        String shortened = printable.substring(0, Math.min(printable.length(), MAX_ERROR_LENGTH));
        return new Attempt(Optional.empty(), duration, Optional.of(shortened));
    }

    public boolean isDelivered() {
        return error.isEmpty();
    }

    /** The endpoint wants no webhooks any more. */
    public boolean isGone() {
        return status.filter(code -> code == GONE).isPresent();
    }
}
