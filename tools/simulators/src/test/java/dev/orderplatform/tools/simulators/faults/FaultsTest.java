package dev.orderplatform.tools.simulators.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final int IDS = 10_000;

    @Test
    void faultHitsItsShareOfTheIds() {
        assertThat(hits(faults(7, 0.1), Fault.DECLINE)).isBetween(900L, 1100L);
    }

    @Test
    void shareOfOneHitsAllAndNoShareHitsNone() {
        assertThat(hits(faults(7, 1), Fault.DECLINE)).isEqualTo(IDS);
        assertThat(hits(faults(7, 1), Fault.LOSE)).isZero();
        assertThat(hits(Faults.NONE, Fault.DECLINE)).isZero();
    }

    @Test
    void sameSeedHitsTheSameIds() {
        assertThat(hit(faults(7, 0.5))).isEqualTo(hit(faults(7, 0.5))).isNotEqualTo(hit(faults(8, 0.5)));
    }

    @Test
    void faultsHitIndependently() {
        var both = new Faults(7, 0, Map.of("decline", 0.5, "lose", 0.5));
        long hitByBoth = IntStream.range(0, IDS)
                .mapToObj(Integer::toString)
                .filter(id -> both.hits(Fault.DECLINE, id) && both.hits(Fault.LOSE, id))
                .count();
        assertThat(hitByBoth).isBetween(2300L, 2700L);
    }

    private static Faults faults(long seed, double share) {
        return new Faults(seed, 0, Map.of("decline", share));
    }

    private static long hits(Faults faults, Fault fault) {
        return IntStream.range(0, IDS)
                .filter(id -> faults.hits(fault, Integer.toString(id)))
                .count();
    }

    private static List<Integer> hit(Faults faults) {
        return IntStream.range(0, 100)
                .filter(id -> faults.hits(Fault.DECLINE, Integer.toString(id)))
                .boxed()
                .toList();
    }
}
