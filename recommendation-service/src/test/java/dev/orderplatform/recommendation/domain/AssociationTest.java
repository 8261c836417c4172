package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AssociationTest {
    private static final int SAMPLE = 1_000;

    /** Of 1,000 baskets, 20 have the SKU. 15 of them have a rare companion, and 16 have what 800 baskets have. */
    @Test
    void companionScoresAndAMerelyPopularSkuDoesNot() {
        assertThat(score(15, 20, 25, 1_000).orElseThrow()).isCloseTo(99.72, within(0.01));
        assertThat(score(16, 20, 800, 1_000)).isEmpty();
    }

    @Test
    void moreThanChanceExplainsIsRequired() {
        assertThat(score(17, 20, 800, 1_000)).isEmpty();
        assertThat(score(5, 20, 800, 1_000)).isEmpty(); // they avoid each other
        assertThat(score(1, 1, 1, 1_000_000)).isEmpty(); // a coincidence
        assertThat(score(2, 2, 2, 8).orElseThrow()).isCloseTo(9.0, within(0.01));
    }

    @Test
    void skusInEveryBasketAreAssociatedWithNothing() {
        assertThat(score(500, 500, 500, 500)).isEmpty();
    }

    /** Of 1,000,000 baskets, 100,000 have the first SKU, so the sample is a hundredth of them; 5,000 have the second. */
    @Test
    void sampleRepresentsAFrequentSku() {
        assertThat(score(50, 100_000, 5_000, 1_000_000).orElseThrow()).isGreaterThan(100); // all of the 5,000
        assertThat(score(5, 100_000, 5_000, 1_000_000)).isEmpty(); // as chance explains
        assertThat(score(50, 5_000, 100_000, 1_000_000)).isEqualTo(score(50, 100_000, 5_000, 1_000_000));
    }

    private static OptionalDouble score(int together, int first, int second, long baskets) {
        return new Association(together, count(first), count(second), baskets).score(SAMPLE);
    }

    // The more frequent, the lower is the limit.
    private static SkuCount count(int baskets) {
        return new SkuCount(baskets, baskets <= SAMPLE ? SkuCount.ALL : -baskets);
    }
}
