package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.databases.DatabaseConnections;
import dev.orderplatform.runtime.databases.PlatformData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Audits of test data, and what is expected of them. */
final class Audits {

    /** Kept open: to connect takes longer than to audit a few orders. */
    private static final DatabaseConnections CONNECTIONS = new DatabaseConnections();

    private static final Duration WAIT = Duration.ofMillis(100);

    private Audits() {}

    static List<Verdict> of(PlatformData data) {
        return of(data, Optional.empty(), _ -> {});
    }

    /** The lines that the audit prints while it waits. */
    static List<String> progress(PlatformData data) {
        var lines = new ArrayList<String>();
        of(data, Optional.empty(), lines::add);
        return lines;
    }

    static List<Verdict> of(PlatformData data, Optional<Path> acknowledgements, Consumer<String> progress) {
        return new Audit(data, acknowledgements, WAIT).run(progress, CONNECTIONS);
    }

    /** Checks one invariant alone, without waiting for anything. */
    static Verdict verify(PlatformData data, Function<Ledgers, Invariant> invariant) {
        try (var evidence = new Evidence(data, CONNECTIONS)) {
            return invariant.apply(new Ledgers(evidence, Instant.MAX)).verify(evidence);
        }
    }

    /** The same platform with the outages recorded in a folder. */
    static PlatformData withOutages(PlatformData data, Path outages) {
        return new PlatformData(
                data.global(),
                data.globalServices(),
                data.regions(),
                data.auditor(),
                data.control(),
                Optional.of(outages),
                data.simulators(),
                true);
    }

    /** With what clients have recorded. */
    static List<Verdict> of(PlatformData data, Path folder, List<String> acknowledgements) throws IOException {
        var file = Files.write(folder.resolve("acks"), acknowledgements);
        return of(data, Optional.of(file), _ -> {});
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

    static void assertHolds(Verdict verdict) {
        assertThat(verdict.offenders()).isEmpty();
    }

    static void assertBroken(Verdict verdict, String offender) {
        assertThat(verdict.offenders()).anyMatch(text -> text.contains(offender));
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
