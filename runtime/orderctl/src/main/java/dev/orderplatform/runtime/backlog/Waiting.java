package dev.orderplatform.runtime.backlog;

import java.time.Duration;

/**
 * Number and age of waiting rows.
 *
 * @param oldest age of the oldest row at the time of counting; zero without rows
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

    /** @throws RuntimeException if the format is not that of {@link #text()} */
    static Waiting parse(String text) {
        var space = text.indexOf(' ');
        return new Waiting(Long.parseLong(text.substring(0, space)), Duration.parse(text.substring(space + 1)));
    }
}
