package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.recommendation.TestOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BasketTest {
    private static final String[] HUNDRED =
            IntStream.rangeClosed(1, 100).mapToObj("SKU-%05d"::formatted).toArray(String[]::new);

    @Test
    void refundTakesThePaidBasketBackInEitherSequence() {
        TestOrder order = TestOrder.of("B", "A");
        Basket paid = Basket.of(order.paid()).orElseThrow();
        Basket refunded = Basket.of(order.refundRequested()).orElseThrow();
        assertThat(paid.isCounted()).isTrue();
        assertThat(paid.skus()).containsExactly("A", "B");
        assertThat(paid.merge(refunded)).isEqualTo(refunded);
        assertThat(refunded.merge(paid)).isEqualTo(refunded);
        assertThat(paid.merge(paid)).isEqualTo(paid);
        assertThat(refunded.isCounted()).isFalse();
    }

    @Test
    void largeBasketIsLimitedWhateverTheSequenceOfItsLines() {
        TestOrder order = TestOrder.of(HUNDRED);
        List<String> shuffled = new ArrayList<>(order.skus());
        Collections.shuffle(shuffled, new Random(1));
        Basket basket = Basket.of(order.paid()).orElseThrow();
        Basket other = Basket.of(new TestOrder(order.id(), order.user(), shuffled).paid())
                .orElseThrow();
        assertThat(basket.skus()).hasSize(Basket.MAX_SKUS).isSorted();
        assertThat(other).isEqualTo(basket);
        assertThat(Basket.of(order.refundRequested()).orElseThrow().skus()).isEqualTo(basket.skus());
    }

    @Test
    void invalidSkusAreSkipped() {
        assertThat(Basket.of(TestOrder.of("A", "with space", "").paid())
                        .orElseThrow()
                        .skus())
                .containsExactly("A");
        assertThat(Basket.of(TestOrder.of("").paid())).isEmpty();
    }

    @Test
    void everySkuOfLargeBasketsHasItsTurn() {
        Set<String> seen = new HashSet<>();
        for (int n = 0; n < 200; n++) {
            seen.addAll(Basket.of(TestOrder.of(HUNDRED).paid()).orElseThrow().skus());
        }
        assertThat(seen).hasSize(HUNDRED.length);
    }
}
