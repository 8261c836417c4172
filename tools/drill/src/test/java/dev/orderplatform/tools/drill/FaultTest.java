package dev.orderplatform.tools.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final List<String> PARTS = List.of("gateway", "postgres-east", "order-service-west");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(Fault.plan(7, PARTS, LONG)).isEqualTo(Fault.plan(7, PARTS, LONG));
        assertThat(Fault.plan(7, PARTS, LONG)).isNotEqualTo(Fault.plan(8, PARTS, LONG));
    }

    @Test
    void everyPartIsKilledAndFrozenWithoutFaultsNearTheEnd() {
        var faults = Fault.plan(7, PARTS, LONG);
        for (var part : PARTS) {
            assertThat(faults).anyMatch(fault -> fault.part().equals(part) && fault.kills());
            assertThat(faults).anyMatch(fault -> fault.part().equals(part) && !fault.kills());
        }
        assertThat(faults).allMatch(fault -> fault.at().compareTo(LONG.minusSeconds(10)) < 0);
        assertThat(Fault.plan(7, PARTS, Duration.ofSeconds(5))).isEmpty();
    }
}
