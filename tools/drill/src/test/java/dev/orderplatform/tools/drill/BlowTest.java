package dev.orderplatform.tools.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlowTest {

    private static final List<String> PARTS = List.of("gateway", "postgres-east", "order-service-west");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(Blow.plan(7, PARTS, LONG)).isEqualTo(Blow.plan(7, PARTS, LONG));
        assertThat(Blow.plan(7, PARTS, LONG)).isNotEqualTo(Blow.plan(8, PARTS, LONG));
    }

    @Test
    void everyPartIsKilledAndFrozenAndTheEndIsQuiet() {
        var blows = Blow.plan(7, PARTS, LONG);
        for (var part : PARTS) {
            assertThat(blows).anyMatch(blow -> blow.part().equals(part) && blow.kills());
            assertThat(blows).anyMatch(blow -> blow.part().equals(part) && !blow.kills());
        }
        assertThat(blows).allMatch(blow -> blow.at().compareTo(LONG.minusSeconds(10)) < 0);
        assertThat(Blow.plan(7, PARTS, Duration.ofSeconds(5))).isEmpty();
    }
}
