package dev.orderplatform.order.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void batchIsPaddedToAFewSizesWithItsLastElement() {
        assertThat(Rows.padded(List.of(1))).containsExactly(1);
        assertThat(Rows.padded(List.of(1, 2))).containsExactly(1, 2);
        assertThat(Rows.padded(List.of(1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(Rows.padded(List.of(1, 2, 3, 4, 5))).containsExactly(1, 2, 3, 4, 5, 5);
        assertThat(Rows.padded(IntStream.range(0, 33).boxed().toList())).hasSize(48);
        assertThat(Rows.padded(IntStream.range(0, 64).boxed().toList())).hasSize(64);
    }

    @Test
    void textHasAsManyRows() {
        assertThat(new Rows("IN (", "?", ")").times(3)).isEqualTo("IN (?,?,?)");
    }
}
