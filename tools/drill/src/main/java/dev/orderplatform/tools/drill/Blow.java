package dev.orderplatform.tools.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One thing that happens to one part.
 *
 * @param at when, counted from the drill's begin
 * @param part the name of the part
 * @param frozen how long it stands still; zero means that it is killed
 */
record Blow(Duration at, String part, Duration frozen) {

    private static final int SHORTEST_PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 8_000;
    private static final int LONGEST_FREEZE_MILLIS = 8_000;
    // Room for the last part that fell to come back while customers still order.
    private static final Duration QUIET_END = Duration.ofSeconds(10);

    boolean kills() {
        return frozen.isZero();
    }

    /** When the part may begin to come back. */
    Duration end() {
        return at.plus(frozen);
    }

    /** All blows of a drill; the same for the same seed, parts and duration. */
    static List<Blow> plan(long seed, List<String> parts, Duration duration) {
        var random = new SplittableRandom(seed);
        var blows = new ArrayList<Blow>();
        var at = pause(random);
        while (at.compareTo(duration.minus(QUIET_END)) < 0) {
            var part = parts.get(random.nextInt(parts.size()));
            var frozen = random.nextInt(3) == 0 ? millis(random, 500, LONGEST_FREEZE_MILLIS) : Duration.ZERO;
            blows.add(new Blow(at, part, frozen));
            at = at.plus(pause(random));
        }
        return List.copyOf(blows);
    }

    private static Duration pause(SplittableRandom random) {
        return millis(random, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    }

    private static Duration millis(SplittableRandom random, int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }

    @Override
    public String toString() {
        var what = kills() ? "killed" : "frozen for %.1f s".formatted(frozen.toMillis() / 1000.0);
        return "%5.1f s  %s is %s".formatted(at.toMillis() / 1000.0, part, what);
    }
}
