package dev.orderplatform.tools.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.drill.DrillVerdict.Recovery;
import dev.orderplatform.tools.drill.DrillVerdict.Throughput;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillVerdictTest {

    private static final Throughput HEALTHY = throughput(200, 10);
    private static final Throughput DURING_FAULTS = throughput(60, 60);
    private static final Throughput RECOVERED = throughput(100, 10);
    private static final Recovery RECOVERY = new Recovery(true, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @Test
    void goodResultsHaveNoProblem() {
        assertThat(verdict(HEALTHY, DURING_FAULTS, RECOVERED, RECOVERY, 0, 0)).isEmpty();
    }

    @Test
    void acceptingNoOrdersIsAProblem() {
        assertThat(DrillVerdict.problemsOf(throughput(0, 10)))
                .containsExactly("No order was accepted in 10.0 s before the first fault.");
        assertThat(verdict(throughput(0, 10), throughput(0, 60), throughput(0, 10), RECOVERY, 0, 0)
                        .getFirst())
                .contains("No order was accepted");
    }

    @Test
    void minimumRatesAreSharesOfTheRateBeforeTheFaults() {
        assertThat(verdict(HEALTHY, throughput(23, 60), RECOVERED, RECOVERY, 0, 0))
                .singleElement()
                .asString()
                .contains("during the faults: 23 orders in 60.0 s", "at least 0.4/s");
        assertThat(verdict(HEALTHY, DURING_FAULTS, throughput(39, 10), RECOVERY, 0, 0))
                .singleElement()
                .asString()
                .contains("with every part ready again: 39 orders", "20 % of the 20.0/s");
        // A slow machine has a lower minimum.
        assertThat(verdict(throughput(20, 10), throughput(23, 60), throughput(39, 10), RECOVERY, 0, 0))
                .isEmpty();
    }

    @Test
    void missingOrLateRecoveryIsAProblem() {
        var never = new Recovery(false, Duration.ofSeconds(5), Duration.ofSeconds(20));
        var late = new Recovery(true, Duration.ofSeconds(21), Duration.ofSeconds(20));
        assertThat(verdict(HEALTHY, DURING_FAULTS, RECOVERED, never, 0, 0)).hasSize(1);
        assertThat(verdict(HEALTHY, DURING_FAULTS, RECOVERED, late, 0, 0))
                .containsExactly("Not every part was ready 21.0 s after the last fault; the limit is 20.0 s.");
    }

    @Test
    void unansweredRequestsAndUndecidedOrdersAreProblems() {
        assertThat(verdict(HEALTHY, DURING_FAULTS, RECOVERED, RECOVERY, 1, 0))
                .containsExactly("1 requests have no final answer.");
        assertThat(verdict(HEALTHY, DURING_FAULTS, RECOVERED, RECOVERY, 0, 2))
                .containsExactly("2 accepted orders are not decided.");
    }

    private static List<String> verdict(
            Throughput healthy,
            Throughput duringFaults,
            Throughput recovered,
            Recovery recovery,
            long unanswered,
            long undecided) {
        return new DrillVerdict(healthy, duringFaults, recovered, recovery, unanswered, undecided).problems();
    }

    private static Throughput throughput(long orders, int seconds) {
        return new Throughput(orders, Duration.ofSeconds(seconds));
    }
}
