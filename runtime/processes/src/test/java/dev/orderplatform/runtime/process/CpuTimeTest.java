package dev.orderplatform.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void ownTimeAndThatOfEndedChildrenAreAddedWhateverTheNameIs() {
        var stat = "77 (post) gres: x) S 1 77 77 0 -1 4194560 100 0 0 0 150 50 20 5 20 0 1 0 12345 1000 200";
        assertThat(CpuTime.parse(stat)).isEqualTo(Duration.ofMillis(2250));
    }

    @Test
    void aMachineThatWaitsUsesNoTime() {
        assertThat(CpuTime.parseMachine("cpu  100 20 30 99999 88888 4 6 77777 0 0"))
                .isEqualTo(Duration.ofMillis(1600));
    }
}
