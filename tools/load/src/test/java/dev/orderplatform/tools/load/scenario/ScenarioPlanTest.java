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
    void simulationsGetWhatWasAsked() {
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
        assertThat(plan.inWords()).contains("open model");
    }

    @Test
    void impossiblePlansAreRefused() {
        refuse(() -> plan(Scenario.STEADY, 0, OptionalInt.empty(), Duration.ofSeconds(20)), "rate");
        refuse(() -> plan(Scenario.STEADY, 1, OptionalInt.of(0), Duration.ofSeconds(20)), "concurrency");
        refuse(() -> plan(Scenario.STEADY, 1, OptionalInt.empty(), Duration.ofMillis(900)), "1s or more");
        refuse(() -> plan(Scenario.RAMP, 1, OptionalInt.of(5), Duration.ofSeconds(20)), "no meaning");
        refuse(() -> plan(Scenario.RAMP, 1, OptionalInt.empty(), Duration.ofSeconds(9)), "10 levels");
        refuse(() -> plan(Scenario.KAFKA_OUTAGE, 1, OptionalInt.empty(), Duration.ofSeconds(14)), "15s or more");
    }

    @Test
    void impossibleThresholdsAreRefused() {
        refuse(() -> new Thresholds(101, Duration.ofMillis(1), 1), "percentage");
        refuse(() -> new Thresholds(1, Duration.ZERO, 1), "P99");
        refuse(() -> new Thresholds(1, Duration.ofMillis(1), -1), "below 0");
    }

    private static void refuse(Runnable making, String because) {
        assertThatThrownBy(making::run).isInstanceOf(PlatformException.class).hasMessageContaining(because);
    }

    static ScenarioPlan plan(Scenario scenario, double rate, OptionalInt concurrency, Duration duration) {
        return new ScenarioPlan(
                scenario, rate, concurrency, Duration.ofSeconds(3), duration, 100, 10, 1, 0, Optional.empty());
    }
}
