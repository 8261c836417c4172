package dev.orderplatform.tools.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.drill.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final List<String> PARTS = List.of("gateway", "postgres-east", "carrier");
    private static final List<String> SIMULATORS = List.of("carrier");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(Fault.plan(7, PARTS, SIMULATORS, LONG)).isEqualTo(Fault.plan(7, PARTS, SIMULATORS, LONG));
        assertThat(Fault.plan(7, PARTS, SIMULATORS, LONG)).isNotEqualTo(Fault.plan(8, PARTS, SIMULATORS, LONG));
    }

    @Test
    void everyPartIsKilledAndFrozenWithoutFaultsNearTheEnd() {
        var faults = Fault.plan(7, PARTS, SIMULATORS, LONG);
        for (var part : PARTS) {
            assertThat(faults).anyMatch(fault -> fault.part().equals(part) && fault.kind() == Kind.KILL);
            assertThat(faults).anyMatch(fault -> fault.part().equals(part) && fault.kind() == Kind.FREEZE);
        }
        assertThat(faults).allMatch(fault -> fault.at().compareTo(LONG.minusSeconds(10)) < 0);
        assertThat(Fault.plan(7, PARTS, SIMULATORS, Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void onlySimulatorsAreHeld() {
        assertThat(Fault.plan(7, PARTS, SIMULATORS, LONG))
                .filteredOn(fault -> fault.kind() == Kind.HOLD)
                .isNotEmpty()
                .allMatch(
                        fault -> fault.part().equals("carrier") && fault.lasts().isPositive());
    }

    @Test
    void aSimulatorShowsTheSameFaultsForTheSameSeedAndOnlyThoseThatItHas() {
        assertThat(SimulatorFaults.of("carrier", 7)).isEqualTo(SimulatorFaults.of("carrier", 7));
        var ofSeeds = LongStream.range(0, 20)
                .mapToObj(seed -> SimulatorFaults.of("carrier", seed).shares().keySet())
                .collect(Collectors.toSet());
        assertThat(ofSeeds).hasSizeGreaterThan(1);
        assertThat(ofSeeds.stream().flatMap(Set::stream))
                .contains("lose", "repeat", "return")
                .doesNotContain("decline");
    }
}
