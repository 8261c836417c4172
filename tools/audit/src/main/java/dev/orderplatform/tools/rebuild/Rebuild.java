package dev.orderplatform.tools.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.internal.InternalApi;
import java.io.PrintWriter;
import java.time.Duration;

/** Starts a rebuild in recommendation-service, or joins the one that is running, and follows it to its end. */
final class Rebuild {
    private static final String PATH = "/internal/rebuild";
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Longer than a restart of the service, and than consumers hold the lock on the counts. */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

    private final InternalApi service;
    private final PrintWriter out;
    private long lastProgress = System.nanoTime();
    private long lastCounted = -1;

    Rebuild(InternalApi service, PrintWriter out) {
        this.service = service;
        this.out = out;
    }

    /** @throws PlatformException if the service does not answer, or the rebuild stalls */
    void run() {
        var started = body(service.post(PATH, ""), 202);
        var number = started.path("building").asInt();
        var status = started;
        while (status.path("serving").asInt() < number) {
            print(status);
            pause();
            status = poll(status);
        }
        out.println("done: the counts of %,d baskets"
                .formatted(status.path("baskets").asLong()));
    }

    private void print(JsonNode status) {
        var counted = status.path("counted").asLong();
        if (counted != lastCounted) {
            lastCounted = counted;
            lastProgress = System.nanoTime();
            out.println("%,d of %,d baskets counted"
                    .formatted(counted, status.path("baskets").asLong()));
            out.flush();
        }
    }

    /** The present status; the previous one if the service does not answer for a while, as during its restart. */
    private JsonNode poll(JsonNode previous) {
        try {
            return body(service.get(PATH), 200);
        } catch (PlatformException e) {
            if (hasStalled()) {
                throw e;
            }
            return previous;
        }
    }

    private boolean hasStalled() {
        return System.nanoTime() - lastProgress > STALL_TIMEOUT.toNanos();
    }

    private static JsonNode body(Answer answer, int expected) {
        if (answer.status() != expected) {
            throw new PlatformException("recommendation-service answered %d %s"
                    .formatted(answer.status(), answer.json().path("detail").asText("")));
        }
        return answer.json();
    }

    private void pause() {
        if (hasStalled()) {
            throw new PlatformException("The rebuild has not proceeded for %d s. ./orderctl logs recommendation-service"
                            .formatted(STALL_TIMEOUT.toSeconds())
                    + " says why. It goes on when the cause is gone.");
        }
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted. The rebuild goes on in recommendation-service.", e);
        }
    }
}
