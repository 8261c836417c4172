package dev.orderplatform.e2e;

import static org.awaitility.Awaitility.await;

import dev.orderplatform.e2e.RunningPlatform.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A patient client: repeats a request where the interface promises that it may succeed later, and nowhere else. */
final class Retrying {

    private Retrying() {}

    /** Whether a later repetition may have another answer: 429, 503, and a 409 that says when to come again. */
    static boolean mayPass(Answer answer) {
        return switch (answer.status()) {
            case 429, 503 -> true;
            case 409 -> answer.retryLater();
            default -> false;
        };
    }

    /** The successful answer. Any other final one, a 500 for instance, is a failure at once, and so is none in time. */
    static Answer untilSuccess(Duration limit, Callable<Answer> request) {
        Answer answer = await().atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(UncheckedIOException.class) // no connection, or it broke
                .until(request, given -> !mayPass(given));
        return requireSuccess(answer);
    }

    static Answer requireSuccess(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("answered %d %s".formatted(answer.status(), answer.body()));
        }
        return answer;
    }
}
