package dev.orderplatform.tools.simulators.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.simulators.journal.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

    @Test
    void messageIsDoneOnceItIsAcceptedAsOftenAsItHasTo() {
        var once = first(2).answered(204);
        assertThat(once.isDone()).isFalse();
        assertThat(once.answered(503).isDone()).isFalse();
        assertThat(once.answered(503).answered(200).isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 302, 429, 500, 503})
    void transientAnswersNeverEndTheDelivery(int status) {
        assertThat(afterMany(status).isAbandoned()).isFalse();
        assertThat(afterMany(status).failures()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413})
    void repeatedRefusalsEndIt(int status) {
        assertThat(first(1).answered(status).isAbandoned()).isFalse();
        assertThat(afterMany(status).isAbandoned()).isTrue();
    }

    @Test
    void pausesDoubleAndVaryUpToTheirMaximum() {
        var backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
        var random = new Random(1);
        for (int n = 0; n < 1000; n++) {
            assertThat(backoff.pause(1, random)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
            assertThat(backoff.pause(3, random)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
            assertThat(backoff.pause(1000, random)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        }
    }

    private static Attempt afterMany(int status) {
        var attempt = first(1);
        for (int n = 0; n < 100; n++) {
            attempt = attempt.answered(status);
        }
        return attempt;
    }

    private static Attempt first(int times) {
        return Attempt.first(new Due.Callback("captured-1-1", Instant.EPOCH, times, "{}"));
    }
}
