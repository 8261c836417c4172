package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orderplatform.e2e.RunningPlatform.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Deque<Callable<Answer>> answers = new ArrayDeque<>();

    @Test
    void transientFailuresAreRetried() {
        answer(
                () -> {
                    throw new UncheckedIOException(new IOException("refused"));
                },
                () -> answer(503, true),
                () -> answer(429, true),
                () -> answer(409, true),
                () -> answer(201, false));
        assertThat(Retrying.untilSuccess(TIMEOUT, () -> answers.remove().call()).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 422, 500, 502})
    void otherResponsesFailImmediatelyWithTheirBody(int status) {
        answer(() -> answer(status, false), () -> answer(201, false));
        assertThatThrownBy(() ->
                        Retrying.untilSuccess(TIMEOUT, () -> answers.remove().call()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("answered " + status + " \"why\"");
        assertThat(answers).hasSize(1);
    }

    @Test
    void retriesEndAtTheTimeout() {
        assertThatThrownBy(() -> Retrying.untilSuccess(Duration.ofMillis(300), () -> answer(503, true)))
                .isInstanceOf(ConditionTimeoutException.class);
    }

    @SafeVarargs
    private void answer(Callable<Answer>... given) {
        answers.addAll(Arrays.asList(given));
    }

    private static Answer answer(int status, boolean retryLater) {
        return new Answer(status, JsonNodeFactory.instance.textNode("why"), retryLater);
    }
}
