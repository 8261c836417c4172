package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.supervision.RecordedOutages.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageRecordIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Instant now = START;
    private OutageRecord record;

    @BeforeEach
    void firstSupervisor() {
        record = supervisor();
    }

    @Test
    void anOutageLastsFromDeathToReadiness() {
        at(0, false, false);
        at(2, true, false);
        at(5, true, true);
        at(60, true, true);
        at(61, false, false);
        at(62, true, false);
        at(70, true, true);
        assertThat(outages()).containsExactly(outage(0, 5), outage(60, 70));
        assertThat(RecordedOutages.read(folder).of("part").orElseThrow().since())
                .isEqualTo(START);
    }

    @Test
    void anUnfinishedOutageIsOpen() {
        at(0, true, true);
        at(10, false, false);
        assertThat(outages()).containsExactly(outage(0, 0), new Outage(START, Instant.MAX, false));
    }

    @Test
    void aHoldLastsUntilThePartIsReadyAgain() {
        at(0, true, true);
        heldAt(10, true);
        heldAt(11, false);
        at(20, false, false);
        at(25, true, true);
        assertThat(outages()).containsExactly(outage(0, 0), held(0, 25));
    }

    @Test
    void aPartThatIsHeldAfterItsDeathIsHeldFromThen() {
        at(0, true, true);
        at(10, false, false);
        heldAt(15, false);
        record = supervisor();
        at(30, true, true);
        assertThat(outages()).containsExactly(outage(0, 0), outage(0, 15), held(15, 30));
    }

    private static Outage held(long from, long to) {
        return new Outage(START.plusSeconds(from), START.plusSeconds(to), true);
    }

    @Test
    void aPartThatKeptRunningWithoutASupervisorHadNoOutage() {
        at(0, true, true);
        record = supervisor();
        at(3600, true, true);
        assertThat(outages()).containsExactly(outage(0, 0));
    }

    @Test
    void anOutageWithoutASupervisorBeginsWhenThePartWasLastSeen() {
        at(0, true, true);
        at(100, true, true);
        record = supervisor();
        at(3600, false, false);
        at(3610, true, true);
        assertThat(outages()).containsExactly(outage(0, 0), outage(100, 3610));
    }

    @Test
    void aTruncatedLineDoesNotCorruptOthers() throws IOException {
        at(0, true, true);
        Files.writeString(folder.resolve("part"), "\n2026-01-01T00:0", StandardOpenOption.APPEND);
        at(10, true, true);
        record = supervisor();
        at(20, false, false);
        at(30, true, true);
        assertThat(outages()).containsExactly(outage(0, 0), outage(10, 30));
    }

    @Test
    void theRecordIsBoundedAndStartsLater() throws IOException {
        at(0, true, true);
        for (var second = 10; second < 60_000; second += 10) {
            at(second, false, false);
            at(second + 5, true, true);
        }
        assertThat(Files.size(folder.resolve("part"))).isLessThan(300 << 10);
        var part = RecordedOutages.read(folder).of("part").orElseThrow();
        assertThat(part.since()).isAfter(START);
        assertThat(part.outages().getLast().to()).isEqualTo(now);
    }

    @Test
    void aFullDiskDoesNotThrow() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        record = new OutageRecord(folder.resolve("file/part"), () -> now);
        at(0, false, false);
        at(1, true, true);
    }

    private OutageRecord supervisor() {
        return new OutageRecord(folder.resolve("part"), () -> now);
    }

    private void at(long second, boolean runs, boolean ready) {
        now = START.plusSeconds(second);
        record.observe(false, runs, () -> ready);
    }

    private void heldAt(long second, boolean runs) {
        now = START.plusSeconds(second);
        record.observe(true, runs, () -> false);
    }

    private List<Outage> outages() {
        return RecordedOutages.read(folder).of("part").orElseThrow().outages();
    }

    private static Outage outage(long from, long to) {
        return new Outage(START.plusSeconds(from), START.plusSeconds(to), false);
    }
}
