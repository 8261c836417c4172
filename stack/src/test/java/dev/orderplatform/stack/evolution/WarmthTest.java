package dev.orderplatform.stack.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmthTest {

    @Test
    void isReachedWhenThreeWindowsGainNothing() {
        assertThat(windowsUntilWarm(10, 6, 4, 3.9, 3.95, 3.9)).isEqualTo(6);
    }

    @Test
    void isNotReachedWhileOrdersGetCheaper() {
        assertThat(windowsUntilWarm(10, 9, 8, 7, 6, 5)).isEqualTo(7);
    }

    @Test
    void isNotReachedWhileTheyGetCheaperSlowly() {
        assertThat(windowsUntilWarm(5.0, 4.9, 4.8, 4.7, 4.6, 4.5)).isEqualTo(7);
    }

    @Test
    void comparesWithTheBestWindow() {
        assertThat(windowsUntilWarm(10, 14, 15, 9.8)).isEqualTo(4);
    }

    private static int windowsUntilWarm(double... cpuAnOrder) {
        var warmth = new Warmth();
        return 1
                + (int) DoubleStream.of(cpuAnOrder)
                        .takeWhile(cost -> !warmth.reachedAt(cost))
                        .count();
    }
}
