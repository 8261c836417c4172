package dev.orderplatform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {

    @Test
    void phasesFollowEachOtherWithoutAGap() {
        var phases = Phase.split(Duration.ofSeconds(90), List.of("before", "outage", "after"));
        assertThat(phases)
                .containsExactly(
                        new Phase("before", Duration.ZERO, Duration.ofSeconds(30)),
                        new Phase("outage", Duration.ofSeconds(30), Duration.ofSeconds(60)),
                        new Phase("after", Duration.ofSeconds(60), Duration.ofSeconds(90)));
    }
}
