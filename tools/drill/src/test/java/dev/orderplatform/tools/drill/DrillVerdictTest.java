package dev.orderplatform.tools.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.drill.DrillVerdict.Recovery;
import dev.orderplatform.tools.drill.DrillVerdict.Taken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillVerdictTest {

    private static final Taken HEALTHY = taken(200, 10);
    private static final Taken STRUCK = taken(60, 60);
    private static final Taken RECOVERED = taken(100, 10);
    private static final Recovery BACK = new Recovery(true, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @Test
    void aPlatformThatDoesAllItMustHasNoProblem() {
        assertThat(verdict(HEALTHY, STRUCK, RECOVERED, BACK, 0, 0)).isEmpty();
    }

    @Test
    void aPlatformThatRefusesEverythingHasOne() {
        assertThat(DrillVerdict.problemsOf(taken(0, 10)))
                .containsExactly("No order was accepted in 10.0 s while nothing was wrong.");
        assertThat(verdict(taken(0, 10), taken(0, 60), taken(0, 10), BACK, 0, 0).getFirst())
                .contains("No order was accepted");
    }

    @Test
    void thePlatformsOwnHealthyRateSaysHowManyThereMustBe() {
        assertThat(verdict(HEALTHY, taken(23, 60), RECOVERED, BACK, 0, 0))
                .singleElement()
                .asString()
                .contains("while parts fell: 23 orders in 60.0 s", "at least 0.4/s");
        assertThat(verdict(HEALTHY, STRUCK, taken(39, 10), BACK, 0, 0))
                .singleElement()
                .asString()
                .contains("when every part was back: 39 orders", "20 % of the 20.0/s");
        // A slow machine's drill is judged by what that machine takes.
        assertThat(verdict(taken(20, 10), taken(23, 60), taken(39, 10), BACK, 0, 0))
                .isEmpty();
    }

    @Test
    void aPlatformThatStaysDownOrComesBackLateHasOne() {
        var never = new Recovery(false, Duration.ofSeconds(5), Duration.ofSeconds(20));
        var late = new Recovery(true, Duration.ofSeconds(21), Duration.ofSeconds(20));
        assertThat(verdict(HEALTHY, STRUCK, RECOVERED, never, 0, 0)).hasSize(1);
        assertThat(verdict(HEALTHY, STRUCK, RECOVERED, late, 0, 0))
                .containsExactly("Not every part was ready 21.0 s after the last fault; 20.0 s are the limit.");
    }

    @Test
    void nothingMayStayUnansweredOrUndecided() {
        assertThat(verdict(HEALTHY, STRUCK, RECOVERED, BACK, 1, 0)).containsExactly("1 requests have no final answer.");
        assertThat(verdict(HEALTHY, STRUCK, RECOVERED, BACK, 0, 2))
                .containsExactly("2 accepted orders are not decided.");
    }

    private static List<String> verdict(
            Taken healthy, Taken struck, Taken recovered, Recovery back, long unanswered, long undecided) {
        return new DrillVerdict(healthy, struck, recovered, back, unanswered, undecided).problems();
    }

    private static Taken taken(long orders, int seconds) {
        return new Taken(orders, Duration.ofSeconds(seconds));
    }
}
