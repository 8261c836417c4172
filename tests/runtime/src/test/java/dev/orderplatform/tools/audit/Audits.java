package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.databases.PlatformData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Audits of test data, and what is expected of them. */
final class Audits {

    private Audits() {}

    static List<Verdict> of(PlatformData data) {
        return new Audit(data, Optional.empty(), Duration.ofMillis(100)).run(_ -> {});
    }

    /** With the outages recorded in a folder. */
    static List<Verdict> of(PlatformData data, Path outages) {
        return of(new PlatformData(
                data.global(),
                data.globalServices(),
                data.regions(),
                data.auditor(),
                data.control(),
                Optional.of(outages),
                data.simulators(),
                true));
    }

    /** With what clients have recorded. */
    static List<Verdict> of(PlatformData data, Path folder, List<String> acknowledgements) throws IOException {
        var file = Files.write(folder.resolve("acks"), acknowledgements);
        return new Audit(data, Optional.of(file), Duration.ofMillis(100)).run(_ -> {});
    }

    /** Records an outage of a part that began and ended some seconds ago. */
    static void outage(Path outages, String part, int from, int to) throws IOException {
        record(outages, part, "down", from, to);
    }

    /** The same for a part that was held by {@code stop}. */
    static void hold(Path outages, String part, int from, int to) throws IOException {
        record(outages, part, "held", from, to);
    }

    private static void record(Path outages, String part, String state, int from, int to) throws IOException {
        Files.writeString(
                outages.resolve(part),
                "\n%s ready\n%s %s\n%s ready".formatted(secondsAgo(86_400), secondsAgo(from), state, secondsAgo(to)));
    }

    static Instant secondsAgo(int seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    static void assertClean(List<Verdict> verdicts) {
        assertThat(verdicts).allMatch(Verdict::holds);
    }

    static void assertOnlyBroken(List<Verdict> verdicts, int id, String offender) {
        assertBroken(verdicts, id, offender);
        assertThat(verdicts).filteredOn(verdict -> verdict.id() != id).allMatch(Verdict::holds);
    }

    static void assertBroken(List<Verdict> verdicts, int id, String offender) {
        var verdict =
                verdicts.stream().filter(one -> one.id() == id).findFirst().orElseThrow();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.offenders()).anyMatch(text -> text.contains(offender));
    }
}
