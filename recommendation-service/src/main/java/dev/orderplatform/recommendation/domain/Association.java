package dev.orderplatform.recommendation.domain;

import java.util.OptionalDouble;

/**
 * The counts of two SKUs.
 *
 * @param together baskets that are in the samples of both
 * @param baskets all baskets
 */
public record Association(int together, SkuCount first, SkuCount second, long baskets) {
    /** A pair that was bought once is a coincidence, whatever its score. */
    public static final int MIN_TOGETHER = 2;

    /** The 99 % quantile of χ² with one degree of freedom, which the ratio of independent SKUs follows. */
    static final double MIN_SCORE = 6.635;

    /**
     * The log-likelihood ratio of the two SKUs; empty if they are not bought together more often than chance explains.
     *
     * <p>The baskets with the more frequent SKU are represented by its sample. So the score of a best seller has a
     * bound, however often it is bought, and all counts are observed ones.
     *
     * @param maxSample size of a SKU's sample
     */
    public OptionalDouble score(int maxSample) {
        boolean isFirstSampled = first.limit() < second.limit();
        int sample = Math.min(maxSample, (isFirstSampled ? first : second).baskets());
        int other = (isFirstSampled ? second : first).baskets();
        if (together < MIN_TOGETHER || (double) together * baskets <= (double) sample * other) {
            return OptionalDouble.empty();
        }
        double ratio =
                LogLikelihood.ratio(together, sample - together, other - together, baskets - sample - other + together);
        return ratio < MIN_SCORE ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }
}
