package dev.orderplatform.runtime.backlog;

import java.time.Duration;
import java.time.Instant;

/** A duration since an event, as text for people. */
record Age(Duration duration) implements Comparable<Age> {

    // Longer than the longest interval between measurements plus a slow measurement.
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** Zero instead of negative: clocks may be set back. */
    static Age of(Instant then, Instant now) {
        return new Age(then.isAfter(now) ? Duration.ZERO : Duration.between(then, now));
    }

    /** Whether a figure of this age counts as current. */
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
