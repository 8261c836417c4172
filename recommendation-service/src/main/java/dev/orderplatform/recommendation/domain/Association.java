package dev.orderplatform.recommendation.domain;

import java.util.OptionalDouble;

/**
 * The counts of two SKUs.
 *
 * @param together counted baskets with both, in the samples of both
 * @param first all baskets with the first
 * @param second all baskets with the second
 * @param baskets all baskets
 */
public record Association(int together, int first, int second, long baskets) {
    /** A pair that was bought once is a coincidence, whatever its score. */
    public static final int MIN_TOGETHER = 2;

    /** The 99 % quantile of χ² with one degree of freedom, which the ratio of independent SKUs follows. */
    static final double MIN_SCORE = 6.635;

    /**
     * The log-likelihood ratio of the two SKUs; empty if they are not bought together more often than chance explains.
     *
     * @param maxSample size of a SKU's sample, from which the counts of larger SKUs are extrapolated
     */
    public OptionalDouble score(int maxSample) {
        // The sample of the more frequent SKU bounds the pair's baskets: look at that share of everything.
        double share = Math.min(1, (double) maxSample / Math.max(first, second));
        double all = baskets * share;
        double withFirst = Math.max(together, first * share);
        double withSecond = Math.max(together, second * share);
        if (together < MIN_TOGETHER || together * all <= withFirst * withSecond) {
            return OptionalDouble.empty();
        }
        double ratio = LogLikelihood.ratio(
                together,
                withFirst - together,
                withSecond - together,
                Math.max(0, all - withFirst - withSecond + together));
        return ratio < MIN_SCORE ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }
}
