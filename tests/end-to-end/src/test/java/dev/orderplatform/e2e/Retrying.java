package dev.orderplatform.e2e;

import static org.awaitility.Awaitility.await;

import dev.orderplatform.e2e.RunningPlatform.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A client that retries exactly the transient failures documented by the API. */
final class Retrying {

    private Retrying() {}

    /** Whether a retry may succeed: 429, 503, and 409 with Retry-After. */
    static boolean isTransient(Answer answer) {
        return switch (answer.status()) {
            case 429, 503 -> true;
            case 409 -> answer.retryLater();
            default -> false;
        };
    }

    /** Returns the first successful response. Fails on any other final response, such as 500, and at the timeout. */
    static Answer untilSuccess(Duration limit, Callable<Answer> request) {
        Answer answer = await().atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(UncheckedIOException.class) // connection failed
                .until(request, given -> !isTransient(given));
        return requireSuccess(answer);
    }

    static Answer requireSuccess(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("answered %d %s".formatted(answer.status(), answer.body()));
        }
        return answer;
    }
}
