package dev.orderplatform.runtime.backlog;

import java.time.Duration;

/**
 * Rows that wait.
 *
 * @param oldest how long the oldest had waited when they were counted; zero when there are none
 */
public record Waiting(long count, Duration oldest) {

    public static final Waiting NONE = new Waiting(0, Duration.ZERO);

    Waiting plus(Waiting other) {
        return new Waiting(count + other.count, oldest.compareTo(other.oldest) > 0 ? oldest : other.oldest);
    }

    boolean none() {
        return count == 0;
    }

    String text() {
        return count + " " + oldest;
    }

    /** @throws RuntimeException when it is not what {@link #text()} returns */
    static Waiting parse(String text) {
        var space = text.indexOf(' ');
        return new Waiting(Long.parseLong(text.substring(0, space)), Duration.parse(text.substring(space + 1)));
    }
}
