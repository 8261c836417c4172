package dev.orderplatform.recommendation.domain;

/**
 * Dunning's log-likelihood ratio G² of a 2 × 2 table: how surprising it is that two SKUs share baskets, if they were
 * bought independently.
 *
 * @see <a href="https://aclanthology.org/J93-1003">Dunning: Accurate methods for the statistics of surprise and
 *     coincidence, 1993</a>
 */
final class LogLikelihood {
    private LogLikelihood() {}

    /**
     * @param both baskets with both SKUs
     * @param first baskets with the first only
     * @param second baskets with the second only
     * @param neither baskets with neither
     * @return 0 if the SKUs are independent. Does not tell attraction from avoidance
     */
    static double ratio(double both, double first, double second, double neither) {
        double rows = entropy(both + first, second + neither);
        double columns = entropy(both + second, first + neither);
        double table = entropy(both, first, second, neither);
        return Math.max(0, 2 * (rows + columns - table)); // rounding may leave -1e-12
    }

    // Unnormalised: N log N - Σ n log n.
    private static double entropy(double... counts) {
        double sum = 0;
        double terms = 0;
        for (double count : counts) {
            sum += count;
            terms += nLogN(count);
        }
        return nLogN(sum) - terms;
    }

    private static double nLogN(double n) {
        return n <= 0 ? 0 : n * Math.log(n);
    }
}
