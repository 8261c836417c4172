package dev.orderplatform.web.outbound;

/**
 * Limits retries to a tenth of the calls, and to a few at once: while a system is down, retries would only multiply its
 * load.
 */
final class RetryBudget {
    private static final int MAX = 10;
    private static final double PER_CALL = 0.1;

    private double left = MAX;

    synchronized void called() {
        left = Math.min(MAX, left + PER_CALL);
    }

    /** False if the budget is spent. */
    synchronized boolean take() {
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
