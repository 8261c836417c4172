package dev.orderplatform.tools.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScenarioPlanTest {

    @Test
    void simulationsReceiveTheParameters() {
        var plan = plan(Scenario.STEADY, 12.5, OptionalInt.of(7), Duration.ofSeconds(20));
        assertThat(plan.properties("http://localhost:1", Path.of("/a"), Path.of("/f")))
                .contains(
                        "-Dload.url=http://localhost:1",
                        "-Dload.rate=12.5",
                        "-Dload.concurrency=7",
                        "-Dload.warm-up-ms=3000",
                        "-Dload.duration-ms=20000",
                        "-Dload.acks=/a",
                        "-Dload.figures=/f");
    }

    @Test
    void withoutConcurrencyTheModelIsOpen() {
        var plan = plan(Scenario.STEADY, 10, OptionalInt.empty(), Duration.ofSeconds(20));
        assertThat(plan.properties("u", Path.of("/a"), Path.of("/f")))
                .noneMatch(property -> property.contains("concurrency"));
        assertThat(plan.description()).contains("open model");
    }

    @Test
    void invalidPlansAreRejected() {
        assertRejected(() -> plan(Scenario.STEADY, 0, OptionalInt.empty(), Duration.ofSeconds(20)), "rate");
        assertRejected(() -> plan(Scenario.STEADY, 1, OptionalInt.of(0), Duration.ofSeconds(20)), "concurrency");
        assertRejected(() -> plan(Scenario.STEADY, 1, OptionalInt.empty(), Duration.ofMillis(900)), "1s or more");
        assertRejected(() -> plan(Scenario.RAMP, 1, OptionalInt.of(5), Duration.ofSeconds(20)), "no meaning");
        assertRejected(() -> plan(Scenario.RAMP, 1, OptionalInt.empty(), Duration.ofSeconds(9)), "10 levels");
        assertRejected(
                () -> plan(Scenario.KAFKA_OUTAGE, 1, OptionalInt.empty(), Duration.ofSeconds(14)), "15s or more");
    }

    @Test
    void invalidThresholdsAreRejected() {
        assertRejected(() -> new Thresholds(101, Duration.ofMillis(1), 1), "percentage");
        assertRejected(() -> new Thresholds(1, Duration.ZERO, 1), "P99");
        assertRejected(() -> new Thresholds(1, Duration.ofMillis(1), -1), "below 0");
    }

    private static void assertRejected(Runnable constructor, String message) {
        assertThatThrownBy(constructor::run)
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(message);
    }

    static ScenarioPlan plan(Scenario scenario, double rate, OptionalInt concurrency, Duration duration) {
        return new ScenarioPlan(
                scenario, rate, concurrency, Duration.ofSeconds(3), duration, 100, 10, 1, 0, 0, Optional.empty());
    }
}
