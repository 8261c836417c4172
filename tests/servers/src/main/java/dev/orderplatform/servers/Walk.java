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

/** A request on its way, stopped at one barrier after the other; closed, it goes on unhindered. */
public final class Walk<A> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supplier<A> request;
    private final Predicate<A> refusal;
    private final List<Barrier> shut = new ArrayList<>();
    private Optional<CompletableFuture<A>> answer = Optional.empty();

    public Walk(Supplier<A> request) {
        this(request, _ -> false);
    }

    /** @param refusal of a request that is sent again then: on a busy machine the time-outs may come before a barrier */
    public Walk(Supplier<A> request, Predicate<A> refusal) {
        this.request = request;
        this.refusal = refusal;
    }

    /** Returns when the request waits at each of these. */
    public void stopAt(Barrier... barriers) {
        shut.addAll(List.of(barriers));
        if (!Await.until(PATIENCE, () -> isAtEach(barriers))) {
            throw new AssertionError(answer().isDone() ? "answered before: " + answer().join() : "not there yet");
        }
    }

    private boolean isAtEach(Barrier... barriers) {
        if (answer.isEmpty()
                || answer.get().isDone() && refusal.test(answer.get().join())) {
            answer = Optional.of(CompletableFuture.supplyAsync(request));
        }
        return Stream.of(barriers).allMatch(Barrier::isReached);
    }

    /** The same, with those open at which it waits now. */
    public void goOnTo(Barrier... barriers) {
        close();
        stopAt(barriers);
    }

    public CompletableFuture<A> answer() {
        return answer.orElseThrow();
    }

    @Override
    public void close() {
        shut.forEach(Barrier::close);
        shut.clear();
    }
}
