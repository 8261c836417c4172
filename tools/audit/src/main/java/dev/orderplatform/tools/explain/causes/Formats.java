package dev.orderplatform.tools.explain.causes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and amounts as people say them. */
public final class Formats {

    private Formats() {}

    /** Such as {@code 12 s}, {@code 3 min 20 s}, {@code 5 h 2 min} or {@code 12 d}. */
    public static String duration(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 48 * 3600 ? pair(seconds / 3600, "h", seconds % 3600 / 60, "min") : seconds / 86_400 + " d";
    }

    private static String pair(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** To the second, in UTC. */
    public static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code at 2026-01-01T12:00:00Z (in 20 s)}. */
    static String at(Instant instant, Instant now) {
        return "at " + instant(instant)
                + (instant.isAfter(now) ? " (in " + duration(Duration.between(now, instant)) + ")" : "");
    }
}
