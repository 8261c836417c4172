package dev.orderplatform.stack.evolution;

/**
 * Whether a stage is warm: an order takes no less CPU than before. A JVM that still compiles says nothing of its stage, and
 * how long it does depends on the cores and on how many JVMs share them.
 */
final class Warmth {

    /** Less of a gain than this is none: windows differ by some percent of themselves. */
    private static final double GAIN = 0.05;

    private static final int WINDOWS_WITHOUT_GAIN = 2;

    private double least = Double.POSITIVE_INFINITY;
    private int withoutGain;

    /**
     * Takes the next window of the load.
     *
     * @param cpuAnOrder in any unit, the same for all windows
     * @return whether this was the second one in a row without a gain over the best before
     */
    boolean reachedAt(double cpuAnOrder) {
        withoutGain = cpuAnOrder > least * (1 - GAIN) ? withoutGain + 1 : 0;
        least = Math.min(least, cpuAnOrder);
        return withoutGain >= WINDOWS_WITHOUT_GAIN;
    }
}
