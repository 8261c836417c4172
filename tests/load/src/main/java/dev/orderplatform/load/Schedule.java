package dev.orderplatform.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.List;

/**
 * The start times of checkouts in the open model: consecutive levels of constant rate.
 *
 * <p>The n-th checkout has a fixed start time: Gatling's open model starts virtual users by the clock and never waits
 * for responses, which avoids coordinated omission. Gatling does not report its own delay: its latencies start when a
 * request is sent, and a generator without CPU sends late. {@link Clock} therefore measures from the start times here.
 */
record Schedule(List<Level> levels) {

    /** @param rate checkouts a second */
    record Level(double rate, Duration duration) {
        // Same rounding as Gatling.
        long checkouts() {
            return Math.round(rate * duration.toMillis() / 1000.0);
        }
    }

    Schedule {
        levels = List.copyOf(levels);
    }

    static Schedule constant(double rate, Duration duration) {
        return new Schedule(List.of(new Level(rate, duration)));
    }

    List<OpenInjectionStep> steps() {
        return levels.stream()
                .<OpenInjectionStep>map(
                        level -> constantUsersPerSec(level.rate()).during(level.duration()))
                .toList();
    }

    /** The intended start of the n-th checkout (from 0), in nanoseconds after the first one's. */
    long nanosOf(long n) {
        var begin = 0L;
        var left = n;
        for (var level : levels) {
            if (left < level.checkouts()) {
                return begin + (long) (left * (double) level.duration().toNanos() / level.checkouts());
            }
            left -= level.checkouts();
            begin += level.duration().toNanos();
        }
        return begin;
    }
}
