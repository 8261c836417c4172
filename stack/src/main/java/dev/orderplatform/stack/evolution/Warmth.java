package dev.orderplatform.stack.evolution;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Whether a stage is warm: an order takes no less CPU than before. A JVM that still compiles says nothing of its stage, and
 * how long it does depends on the cores and on how many JVMs share them.
 */
final class Warmth {

    /** Less of a gain than this is none: windows differ by some percent of themselves. */
    private static final double GAIN = 0.05;

    private static final int RECENT_WINDOWS = 3;

    private final Deque<Double> recent = new ArrayDeque<>();
    private double least = Double.POSITIVE_INFINITY;

    /**
     * Takes the next window of the load.
     *
     * @param cpuAnOrder in any unit, the same for all windows
     * @return whether the last three windows have together gained nothing over the best before them
     */
    boolean reachedAt(double cpuAnOrder) {
        recent.addLast(cpuAnOrder);
        if (recent.size() > RECENT_WINDOWS) {
            least = Math.min(least, recent.removeFirst());
        }
        return Collections.min(recent) > least * (1 - GAIN);
    }
}
