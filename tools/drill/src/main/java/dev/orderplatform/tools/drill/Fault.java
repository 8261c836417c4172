package dev.orderplatform.tools.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fault: one part is killed or frozen.
 *
 * @param at time since the begin of the faults
 * @param part the name of the part
 * @param frozen duration of the freeze; zero for a kill
 */
record Fault(Duration at, String part, Duration frozen) {

    private static final int MIN_INTERVAL_MILLIS = 1_000;
    private static final int MAX_INTERVAL_MILLIS = 8_000;
    private static final int MAX_FREEZE_MILLIS = 8_000;
    // Lets the last failed part recover while customers still order.
    private static final Duration QUIET_END = Duration.ofSeconds(10);

    boolean kills() {
        return frozen.isZero();
    }

    /** When the fault ends and recovery starts. */
    Duration end() {
        return at.plus(frozen);
    }

    /** The faults of a drill; deterministic for a seed, parts and duration. */
    static List<Fault> plan(long seed, List<String> parts, Duration duration) {
        var random = new SplittableRandom(seed);
        var faults = new ArrayList<Fault>();
        var at = interval(random);
        while (at.compareTo(duration.minus(QUIET_END)) < 0) {
            var part = parts.get(random.nextInt(parts.size()));
            var frozen = random.nextInt(3) == 0 ? millis(random, 500, MAX_FREEZE_MILLIS) : Duration.ZERO;
            faults.add(new Fault(at, part, frozen));
            at = at.plus(interval(random));
        }
        return List.copyOf(faults);
    }

    private static Duration interval(SplittableRandom random) {
        return millis(random, MIN_INTERVAL_MILLIS, MAX_INTERVAL_MILLIS);
    }

    private static Duration millis(SplittableRandom random, int min, int max) {
        return Duration.ofMillis(random.nextInt(min, max + 1));
    }

    @Override
    public String toString() {
        var what = kills() ? "killed" : "frozen for %.1f s".formatted(frozen.toMillis() / 1000.0);
        return "%5.1f s  %s is %s".formatted(at.toMillis() / 1000.0, part, what);
    }
}
