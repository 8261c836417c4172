package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** How a good client bears a platform that has just lost a part. */
final class Patience {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private Patience() {}

    /** Something that may be asked again and again: a look, or a wish with its key. */
    interface Request {
        Answer send() throws IOException;
    }

    /** The first answer that is no refusal for the moment, or the last one of half a minute. */
    static Answer insist(Request request) {
        var last = new AtomicReference<>(send(request));
        Await.until(LIMIT, () -> {
            if (refusedForTheMoment(last.get())) {
                last.set(send(request));
            }
            return !refusedForTheMoment(last.get());
        });
        return last.get();
    }

    private static boolean refusedForTheMoment(Answer answer) {
        return answer.retryLater() || answer.status() == 503 || answer.status() == 504;
    }

    static Answer send(Request request) {
        try {
            return request.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
