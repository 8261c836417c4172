package dev.orderplatform.runtime.backlog;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, for people. */
record Age(Duration duration) implements Comparable<Age> {

    // More than the longest pause between two measurements, and one that takes its time.
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** Never negative: clocks may be set back. */
    static Age of(Instant then, Instant now) {
        return new Age(then.isAfter(now) ? Duration.ZERO : Duration.between(then, now));
    }

    /** Whether a figure of this age still counts as the present one. */
    boolean recent() {
        return duration.compareTo(RECENT) < 0;
    }

    Age minus(Age younger) {
        return new Age(duration.minus(younger.duration));
    }

    @Override
    public int compareTo(Age other) {
        return duration.compareTo(other.duration);
    }

    @Override
    public String toString() {
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
