package dev.orderplatform.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineUnitTest {

    @Test
    void timesHoldInProportion() {
        assertThat(new MachineUnit(2).scaled(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
        assertThat(new MachineUnit(6.3).scaled(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(63));
    }

    @Test
    void whatIsGivenIsNotEstimated() {
        assertThat(MachineUnit.known(Optional.of(4.5)).cpuSeconds()).isEqualTo(4.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoUnitIsRefused(double unit) {
        assertThatThrownBy(() -> new MachineUnit(unit)).isInstanceOf(PlatformException.class);
    }
}
