package dev.orderplatform.tools.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fault: one part is killed, frozen, or stopped for a while.
 *
 * @param at time since the begin of the faults
 * @param part the name of the part
 * @param lasts zero for a kill
 */
record Fault(Duration at, String part, Kind kind, Duration lasts) {

    /** The kind of fault. */
    enum Kind {
        KILL,
        FREEZE,
        /** Stopped, and kept down by orderctl; for simulators only: the audit judges it differently from a crash. */
        HOLD
    }

    private static final int MIN_INTERVAL_MILLIS = 1_000;
    private static final int MAX_INTERVAL_MILLIS = 8_000;
    private static final int MAX_MILLIS = 8_000;
    // Lets the last failed part recover while customers still order.
    private static final Duration QUIET_END = Duration.ofSeconds(10);

    /** When the fault ends and recovery starts. */
    Duration end() {
        return at.plus(lasts);
    }

    /**
     * The faults of a drill; deterministic for a seed, parts and duration.
     *
     * @param simulators those of the parts that may be held
     */
    static List<Fault> plan(long seed, List<String> parts, List<String> simulators, Duration duration) {
        var random = new SplittableRandom(seed);
        var faults = new ArrayList<Fault>();
        var at = interval(random);
        while (at.compareTo(duration.minus(QUIET_END)) < 0) {
            faults.add(of(at, parts.get(random.nextInt(parts.size())), simulators, random));
            at = at.plus(interval(random));
        }
        return List.copyOf(faults);
    }

    private static Fault of(Duration at, String part, List<String> simulators, SplittableRandom random) {
        var holds = simulators.contains(part) && random.nextInt(2) == 0;
        var kind = holds ? Kind.HOLD : random.nextInt(3) == 0 ? Kind.FREEZE : Kind.KILL;
        return new Fault(at, part, kind, kind == Kind.KILL ? Duration.ZERO : millis(random, 500, MAX_MILLIS));
    }

    private static Duration interval(SplittableRandom random) {
        return millis(random, MIN_INTERVAL_MILLIS, MAX_INTERVAL_MILLIS);
    }

    private static Duration millis(SplittableRandom random, int min, int max) {
        return Duration.ofMillis(random.nextInt(min, max + 1));
    }

    @Override
    public String toString() {
        var seconds = lasts.toMillis() / 1000.0;
        var what = switch (kind) {
            case KILL -> "killed";
            case FREEZE -> "frozen for %.1f s".formatted(seconds);
            case HOLD -> "stopped for %.1f s".formatted(seconds);
        };
        return "%5.1f s  %s is %s".formatted(at.toMillis() / 1000.0, part, what);
    }
}
