package dev.orderplatform.tools.simulators.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.orderplatform.tools.simulators.faults.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void callbackIsDueAtOnce() {
        assertThat(with(Map.of()).callbacks("captured-1-1"))
                .containsExactly(new PlannedCallback("captured-1-1", NOW, 1));
    }

    @Test
    void lostCallbackIsNotPlanned() {
        assertThat(with(Map.of("lose", 1.0, "repeat", 1.0)).callbacks("captured-1-1"))
                .isEmpty();
    }

    @Test
    void repeatedCallbackComesTwiceUnderItsIdAndOnceUnderAnother() {
        assertThat(with(Map.of("repeat", 1.0)).callbacks("captured-1-1"))
                .extracting(PlannedCallback::webhookId, PlannedCallback::times)
                .containsExactly(tuple("captured-1-1", 2), tuple("captured-1-1-again", 1));
    }

    @Test
    void delayedCallbackWaits() {
        assertThat(with(Map.of("delay", 1.0))
                        .callbacks("captured-1-1")
                        .getFirst()
                        .dueAt())
                .isEqualTo(NOW.plusMillis(5000));
    }

    @Test
    void reorderedCallbacksWaitForDifferentTimes() {
        var moment = with(Map.of("reorder", 1.0));
        var due = IntStream.range(0, 100)
                .mapToObj(n -> moment.callbacks("captured-" + n).getFirst().dueAt())
                .toList();
        assertThat(due).allSatisfy(at -> assertThat(at).isBetween(NOW, NOW.plus(Duration.ofSeconds(3))));
        assertThat(due).isNotEqualTo(due.stream().sorted().toList());
    }

    private static Moment with(Map<String, Double> shares) {
        return new Moment(NOW, new Faults(1, 5000, shares), 0);
    }
}
