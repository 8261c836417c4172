package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssociationTest {
    private static final int SAMPLE = CountBaskets.MAX_SAMPLE;

    /** Of 1,000 baskets, 20 have the SKU. 15 of them have a rare companion, and 16 have what 800 baskets have. */
    @Test
    void companionScoresAndAMerelyPopularSkuDoesNot() {
        assertThat(new Association(15, 20, 25, 1_000).score(SAMPLE).orElseThrow())
                .isGreaterThan(90);
        assertThat(new Association(16, 20, 800, 1_000).score(SAMPLE)).isEmpty();
    }

    @Test
    void moreThanChanceExplainsIsRequired() {
        assertThat(new Association(17, 20, 800, 1_000).score(SAMPLE)).isEmpty();
        assertThat(new Association(5, 20, 800, 1_000).score(SAMPLE)).isEmpty(); // they avoid each other
        assertThat(new Association(1, 1, 1, 1_000_000).score(SAMPLE)).isEmpty(); // a coincidence
        assertThat(new Association(2, 2, 2, 8).score(SAMPLE)).isPresent();
    }

    @Test
    void skusInEveryBasketAreAssociatedWithNothing() {
        assertThat(new Association(500, 500, 500, 500).score(SAMPLE)).isEmpty();
    }

    @Test
    void sampleOfAFrequentSkuIsExtrapolated() {
        // Of 1,000,000 baskets, 100,000 have the first and 5,000 the second; half of those have both. A hundredth of
        // the baskets is in the sample of the first.
        double sampled = new Association(25, 100_000, 5_000, 1_000_000).score(SAMPLE).orElseThrow();
        double all = new Association(25, 1_000, 50, 10_000).score(SAMPLE).orElseThrow();
        assertThat(sampled).isEqualTo(all);
        assertThat(new Association(5, 100_000, 5_000, 1_000_000).score(SAMPLE)).isEmpty(); // as chance explains
    }

    @Test
    void estimatesBelowTheObservedCountAreRaisedToIt() {
        assertThat(new Association(10, 100_000, 500, 1_000_000).score(SAMPLE)).isPresent();
    }
}
