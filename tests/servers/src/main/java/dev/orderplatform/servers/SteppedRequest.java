package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A request in progress that stops at one barrier after the other. Closing it releases the request. */
public final class SteppedRequest<A> implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Supplier<A> request;
    private final Predicate<A> retryable;
    private final List<Barrier> closedBarriers = new ArrayList<>();
    private Optional<CompletableFuture<A>> answer = Optional.empty();

    public SteppedRequest(Supplier<A> request) {
        this(request, _ -> false);
    }

    /**
     * @param retryable matches responses after which the request is sent again: on a busy machine it may time out before
     *     it reaches a barrier
     */
    public SteppedRequest(Supplier<A> request, Predicate<A> retryable) {
        this.request = request;
        this.retryable = retryable;
    }

    /** Returns when the request waits at each of these barriers. */
    public void stopAt(Barrier... barriers) {
        closedBarriers.addAll(List.of(barriers));
        if (!Await.until(TIMEOUT, () -> isAtEach(barriers))) {
            throw new AssertionError(answer().isDone() ? "answered before: " + answer().join() : "not there yet");
        }
    }

    private boolean isAtEach(Barrier... barriers) {
        if (answer.isEmpty()
                || answer.get().isDone() && retryable.test(answer.get().join())) {
            answer = Optional.of(CompletableFuture.supplyAsync(request));
        }
        return Stream.of(barriers).allMatch(Barrier::isReached);
    }

    /** Releases the current barriers and waits for these. */
    public void goOnTo(Barrier... barriers) {
        close();
        stopAt(barriers);
    }

    public CompletableFuture<A> answer() {
        return answer.orElseThrow();
    }

    @Override
    public void close() {
        closedBarriers.forEach(Barrier::close);
        closedBarriers.clear();
    }
}
