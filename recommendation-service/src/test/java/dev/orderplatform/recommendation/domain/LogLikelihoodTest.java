package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLikelihoodTest {

    /** Computed as 2 Σ observed · ln(observed / expected) over the four cells. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 2.772589",
        "10, 0, 0, 10, 27.725887",
        "5, 1995, 0, 100000, 39.330522",
        "1000, 1995, 1000, 100000, 4730.736813",
        "1000, 1000, 1000, 99000, 5714.932397"
    })
    void ratioIsDunnings(double both, double first, double second, double neither, double ratio) {
        assertThat(LogLikelihood.ratio(both, first, second, neither)).isCloseTo(ratio, within(1e-5));
    }

    @Test
    void independentSkusHaveRatioZero() {
        assertThat(LogLikelihood.ratio(100, 900, 900, 8100)).isCloseTo(0, within(1e-6));
        assertThat(LogLikelihood.ratio(0, 0, 0, 0)).isZero();
    }
}
