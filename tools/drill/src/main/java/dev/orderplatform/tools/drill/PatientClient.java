package dev.orderplatform.tools.drill;

import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Repeats each request, with the same key, until its response is final. Thread-safe. */
final class PatientClient {

    private static final long RETRY_INTERVAL_NANOS = Duration.ofMillis(150).toNanos();

    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final LongAdder unanswered = new LongAdder();
    private volatile boolean waiting = true;

    interface Request {
        Answer send() throws IOException;
    }

    /** The final response; empty if the customers stopped waiting. */
    Optional<Answer> send(Request request) {
        while (waiting) {
            try {
                var answer = request.send();
                if (isFinal(answer)) {
                    return Optional.of(answer);
                }
            } catch (IOException _) {
                // Unknown result: retry with the same key.
            }
            LockSupport.parkNanos(RETRY_INTERVAL_NANOS);
        }
        unanswered.increment();
        return Optional.empty();
    }

    // A 409 with Retry-After means that a request with the same key is still in progress.
    private static boolean isFinal(Answer answer) {
        return switch (answer.status()) {
            case 429, 502, 503, 504 -> false;
            case 409 -> !answer.retryLater();
            default -> true;
        };
    }

    /** Records a response that must never occur. */
    void addViolation(String what, Answer answer) {
        violations.add("%s %d %s".formatted(what, answer.status(), answer.body()));
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Number of requests without a final response. */
    long unanswered() {
        return unanswered.sum();
    }

    void stopWaiting() {
        waiting = false;
    }
}
