package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Retries transient failures, as a good client does while a part restarts. */
final class Retries {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Retries() {}

    /** A request that may be repeated: a read, or a write with an idempotency key. */
    interface Request {
        Answer send() throws IOException;
    }

    /** The first response without a transient failure, or the last one before the timeout. */
    static Answer sendWithRetry(Request request) {
        var last = new AtomicReference<>(sendOnce(request));
        Await.until(TIMEOUT, () -> {
            if (isTransient(last.get())) {
                last.set(sendOnce(request));
            }
            return !isTransient(last.get());
        });
        return last.get();
    }

    private static boolean isTransient(Answer answer) {
        return answer.retryLater() || answer.status() == 503 || answer.status() == 504;
    }

    static Answer sendOnce(Request request) {
        try {
            return request.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
