package dev.orderplatform.stack.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmthTest {

    @Test
    void isReachedWhenTwoWindowsInARowGainNothing() {
        assertThat(windowsUntilWarm(10, 6, 4, 3.9, 3.95, 3.9)).isEqualTo(5);
    }

    @Test
    void isNotReachedWhileOrdersGetCheaper() {
        assertThat(windowsUntilWarm(10, 9, 8, 7, 6, 5)).isEqualTo(7);
    }

    @Test
    void startsAnewAfterAGain() {
        assertThat(windowsUntilWarm(10, 10, 9, 9, 8, 8, 8)).isEqualTo(7);
    }

    @Test
    void comparesWithTheBestWindow() {
        assertThat(windowsUntilWarm(10, 14, 9.8)).isEqualTo(3);
    }

    private static int windowsUntilWarm(double... cpuAnOrder) {
        var warmth = new Warmth();
        return 1
                + (int) DoubleStream.of(cpuAnOrder)
                        .takeWhile(cost -> !warmth.reachedAt(cost))
                        .count();
    }
}
