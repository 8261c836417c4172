package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.LedgerEntries.faults;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaultTimesTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");

    private final FaultTimes faults = new FaultTimes();

    @Test
    void faultsLastUntilTheyEnd() {
        faults.accept(faults("faults.started", THEN));
        faults.accept(faults("faults.ended", THEN.plusMillis(10)));
        faults.accept(faults("faults.started", THEN.plusMillis(50)));
        assertThat(uncovered(0, 50)).isEqualTo(40);
        assertThat(uncovered(50, 1_000_000)).isZero();
        faults.accept(faults("faults.ended", THEN.plusMillis(60)));
        assertThat(uncovered(50, 100)).isEqualTo(40);
    }

    @Test
    void otherEntriesAreNoFaults() {
        faults.accept(LedgerEntries.captured(THEN, "5-1", 1, "CNY"));
        assertThat(uncovered(0, 100)).isEqualTo(100);
    }

    private long uncovered(long from, long to) {
        var then = THEN.toEpochMilli();
        return faults.intervals().uncovered(then + from, then + to);
    }
}
