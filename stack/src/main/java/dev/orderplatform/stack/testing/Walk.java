package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A request on its way, stopped at one barrier after the other; closed, it goes on unhindered. */
public final class Walk<A> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private final Supplier<A> request;
    private final List<Barrier> shut = new ArrayList<>();
    private boolean begun;

    public Walk(Supplier<A> request) {
        this.request = request;
    }

    /** Returns when the request waits at each of these. */
    public void stopAt(Barrier... barriers) {
        shut.addAll(List.of(barriers));
        if (!begun) {
            begun = true;
            answer.completeAsync(request);
        }
        if (!Await.until(PATIENCE, () -> List.of(barriers).stream().allMatch(Barrier::isReached))) {
            throw new AssertionError(answer.isDone() ? "answered before: " + answer.join() : "not there yet");
        }
    }

    /** The same, with those open at which it waits now. */
    public void goOnTo(Barrier... barriers) {
        close();
        stopAt(barriers);
    }

    public CompletableFuture<A> answer() {
        return answer;
    }

    @Override
    public void close() {
        shut.forEach(Barrier::close);
        shut.clear();
    }
}
