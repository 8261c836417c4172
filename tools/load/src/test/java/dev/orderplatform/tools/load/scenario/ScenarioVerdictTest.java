package dev.orderplatform.tools.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.tools.load.scenario.ScenarioFigures.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScenarioVerdictTest {

    private static final Thresholds THRESHOLDS = new Thresholds(1, Duration.ofMillis(200), 500);
    private static final Audited CLEAN = Audited.CLEAN;

    @Test
    void whatHoldsEverythingIsGood() {
        assertThat(steady(part("whole", 5050, 50, 200), CLEAN).good()).isTrue();
    }

    @Test
    void eachThresholdCounts() {
        assertThat(steady(part("whole", 4999, 0, 10), CLEAN).good()).isFalse();
        assertThat(steady(part("whole", 6000, 61, 10), CLEAN).good()).isFalse();
        assertThat(steady(part("whole", 5000, 0, 200.1), CLEAN).good()).isFalse();
    }

    @Test
    void whatWasOfferedIsNotWhatWasAchieved() {
        assertThat(steady(part("whole", 9000, 0, 4999, 10), CLEAN).good()).isFalse();
        assertThat(steady(part("whole", 9000, 0, 4999, 10), CLEAN).lines())
                .contains("✗ 499.9 requests/s answered, at least 500");
    }

    @Test
    void whatFailsAfterTheEndCountsToo() {
        var phases = List.of(part("whole", 5000, 0, 10));
        var verdict = verdict(Scenario.STEADY, phases, part("later", 100, 52, 10));
        assertThat(verdict.lines()).contains("✗ 1.02 % errors, at most 1.00 % (whole)");
    }

    @Test
    void theAuditCountsWhereThereIsOne() {
        var fine = part("whole", 5000, 0, 10);
        assertThat(steady(fine, Audited.BROKEN).good()).isFalse();
        assertThat(steady(fine, Audited.UNREADABLE).good()).isFalse();
        assertThat(steady(fine, Audited.OUT_OF_REACH).good()).isTrue();
        assertThat(steady(fine, Audited.OUT_OF_REACH).lines())
                .contains("– audit: none, the databases are out of reach");
    }

    @Test
    void aRunWithoutAnswersIsNotGood() {
        var nothing = new Thresholds(100, Duration.ofMillis(200), 0);
        var none = part("whole", 0, 0, 0);
        assertThat(verdict(Scenario.STEADY, nothing, List.of(none), none, CLEAN).good())
                .isFalse();
        var refused = part("whole", 100, 100, 0);
        assertThat(verdict(Scenario.STEADY, nothing, List.of(refused), refused, CLEAN)
                        .good())
                .isFalse();
    }

    @Test
    void anOutageIsNotHiddenByTheTimeAroundIt() {
        var phases = List.of(part("before", 5000, 0, 10), part("outage", 5000, 100, 10), part("after", 5000, 0, 10));
        var verdict = verdict(Scenario.KAFKA_OUTAGE, THRESHOLDS, phases, part("whole", 15000, 100, 10), CLEAN);
        assertThat(verdict.good()).isFalse();
        assertThat(verdict.lines()).anyMatch(line -> line.startsWith("✗ 2.00 % errors") && line.contains("(outage)"));
    }

    @Test
    void theKneeIsTheLastLevelBeforeTheFirstThatFails() {
        var phases = List.of(
                part("100/s", 3000, 0, 10),
                part("200/s", 6000, 0, 50),
                part("300/s", 7000, 0, 900),
                part("400/s", 8000, 0, 100));
        var verdict = verdict(Scenario.RAMP, THRESHOLDS, phases, part("whole", 24000, 0, 900), CLEAN);
        assertThat(verdict.knee().map(Part::name)).contains("200/s");
        assertThat(verdict.good()).isTrue();
    }

    @Test
    void aKneeBelowTheWantedRateIsNotGood() {
        var phases = List.of(part("100/s", 3000, 0, 10), part("200/s", 6000, 0, 500));
        assertThat(verdict(Scenario.RAMP, THRESHOLDS, phases, part("whole", 9000, 0, 500), CLEAN)
                        .good())
                .isFalse();
    }

    @Test
    void withoutALevelThatHoldsThereIsNoKnee() {
        var phases = List.of(part("100/s", 6000, 0, 500));
        var verdict = verdict(Scenario.RAMP, THRESHOLDS, phases, phases.getFirst(), CLEAN);
        assertThat(verdict.knee()).isEmpty();
        assertThat(verdict.good()).isFalse();
    }

    @Test
    void figuresAreReadAsTheKitWritesThem() throws JsonProcessingException {
        var json = """
            {"checkouts":2,"orders":{"accepted":2,"confirmed":1},"lateMillisP99":0.5,"errors":{"look: HTTP 503":1},
             "phases":[{"name":"whole","seconds":2.0,"requests":4,"errors":1,"answered":2,"p50":1.0,"p95":2.0,"p99":3.0,"max":4.0}],
             "whole":{"name":"whole","seconds":2.0,"requests":4,"errors":1,"answered":2,"p50":1.0,"p95":2.0,"p99":3.0,"max":4.0},
             "later":{"name":"later","seconds":0.0,"requests":0,"errors":0},"requests":[]}
            """;
        var figures = ScenarioFigures.of(new ObjectMapper().readTree(json));
        assertThat(figures.whole()).isEqualTo(new Part("whole", 2, 4, 1, 2, 1, 2, 3, 4));
        assertThat(figures.whole().offeredRate()).isEqualTo(2);
        assertThat(figures.whole().rate()).isEqualTo(1);
        assertThat(figures.whole().errorPercent()).isEqualTo(25);
        assertThat(figures.orders("confirmed")).isEqualTo(1);
        assertThat(figures.errors()).containsEntry("look: HTTP 503", 1L);
    }

    private static ScenarioVerdict steady(Part whole, Audited audited) {
        return verdict(Scenario.STEADY, THRESHOLDS, List.of(whole), whole, audited);
    }

    private static ScenarioVerdict verdict(
            Scenario scenario, Thresholds thresholds, List<Part> phases, Part whole, Audited audited) {
        return verdict(scenario, thresholds, phases, whole, part("later", 0, 0, 0), audited);
    }

    private static ScenarioVerdict verdict(Scenario scenario, List<Part> phases, Part later) {
        return verdict(scenario, THRESHOLDS, phases, phases.getFirst(), later, CLEAN);
    }

    private static ScenarioVerdict verdict(
            Scenario scenario, Thresholds thresholds, List<Part> phases, Part whole, Part later, Audited audited) {
        var plan = ScenarioPlanTest.plan(scenario, 100, OptionalInt.empty(), Duration.ofSeconds(30));
        var figures = new ScenarioFigures(10, Map.of(), 0, Map.of(), phases, whole, later, List.of(whole));
        return new ScenarioVerdict(plan, thresholds, figures, audited);
    }

    /** Of ten seconds. */
    private static Part part(String name, long requests, long errors, double p99) {
        return part(name, requests, errors, requests - errors, p99);
    }

    private static Part part(String name, long requests, long errors, long answered, double p99) {
        return new Part(name, 10, requests, errors, answered, 1, 2, p99, p99);
    }
}
