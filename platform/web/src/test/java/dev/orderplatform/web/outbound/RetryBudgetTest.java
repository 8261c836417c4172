package dev.orderplatform.web.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    void allowsAFewRetriesAtOnce() {
        assertThat(IntStream.range(0, 100).filter(_ -> budget.take()).count()).isEqualTo(10);
    }

    @Test
    void allowsOneRetryForTenCalls() {
        IntStream.range(0, 10).forEach(_ -> budget.take());
        IntStream.range(0, 100).forEach(_ -> budget.called());
        assertThat(IntStream.range(0, 100).filter(_ -> budget.take()).count()).isBetween(9L, 10L);
    }
}
