package dev.orderplatform.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {
    private static final int USERS = 100_000;

    @ParameterizedTest
    @CsvSource({"1,193", "42,661", "1000000,487"})
    void userHasItsGoldenSlot(long userId, int slot) {
        assertThat(Slot.ofUser(userId).number()).isEqualTo(slot);
    }

    @Test
    void slotOutsideTheRangeIsRefused() {
        assertThatThrownBy(() -> new Slot(1024)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slot(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomUsersFillAll32TablesWithinTenPercentOfTheMean() {
        assertFilledEvenly(new Random(20250101).longs(USERS, 1, 1_000_000_000_000L));
    }

    @Test
    void sequentialAndEvenUsersFillAll32TablesEvenlyToo() {
        assertFilledEvenly(LongStream.rangeClosed(1, USERS));
        assertFilledEvenly(LongStream.rangeClosed(1, USERS).map(u -> u * 8));
    }

    /** The rule of many tutorials, databases by {@code u % 4} and tables by {@code u % 8}: the second decides the first. */
    @Test
    void moduloFourAndModuloEightFillOnlyEightOf32Tables() {
        long[] rows = new long[32];
        LongStream.range(1, USERS).forEach(u -> rows[(int) (u % 4) * 8 + (int) (u % 8)]++);
        assertThat(Arrays.stream(rows).filter(n -> n > 0).count()).isEqualTo(8);
    }

    private static void assertFilledEvenly(LongStream users) {
        ShardMap map = ShardMap.even();
        long[] rows = new long[ShardMap.TABLES];
        users.forEach(u -> rows[map.tableOf(Slot.ofUser(u)).number()]++);
        double mean = USERS / 32.0;
        assertThat(Arrays.stream(rows).boxed())
                .hasSize(32)
                .allSatisfy(n -> assertThat((double) n).isBetween(mean * 0.9, mean * 1.1));
    }
}
