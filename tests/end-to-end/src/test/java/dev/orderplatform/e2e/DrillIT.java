package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs drills: random parts are killed and frozen while customers order. */
@Tag("drill")
class DrillIT {
    private final RunningPlatform platform = RunningPlatform.get();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("drill.seeds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostDoubledOrOversold(int seed) {
        RunningPlatform.Outcome drill = platform.orderctl(
                "drill", "--seed", Integer.toString(seed), "--duration", System.getProperty("drill.duration", "40s"));
        assertThat(drill.status()).as(drill.output()).isZero();
    }
}
