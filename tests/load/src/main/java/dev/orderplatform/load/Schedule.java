package dev.orderplatform.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.List;

/**
 * When checkouts are to begin in the open model: levels of a constant rate, one after the other.
 *
 * <p>The n-th checkout has its moment, whatever became of the ones before: Gatling's open model starts virtual users by the
 * clock and never waits for answers, so a platform that stalls does not slow down those who measure it (that would be
 * coordinated omission). What Gatling can't tell is how late it was itself: its own figures begin when a request is sent,
 * and a generator without CPU sends late. {@link Clock} therefore measures from the moments here.
 */
record Schedule(List<Level> levels) {

    /** @param rate checkouts a second */
    record Level(double rate, Duration duration) {
        // As Gatling rounds.
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

    /** The intended begin of the n-th checkout (from 0), in nanoseconds after the first one's. */
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
