package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Streams an order's current state and its parcels, then each change. A change made by this process is sent
 * immediately; changes by other instances are found by polling every {@link #POLL_INTERVAL}.
 */
@Component
class StreamOrder {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    private static final Duration MAX_DURATION = Duration.ofMinutes(30);
    private static final int MAX_STREAMS = 1_024;

    private final Orders orders;
    private final OrderWatchers watchers;
    private final Blocking blocking;
    private final Semaphore free = new Semaphore(MAX_STREAMS);

    StreamOrder(Orders orders, OrderWatchers watchers, Blocking blocking) {
        this.orders = orders;
        this.watchers = watchers;
        this.blocking = blocking;
    }

    /** Ends after a final state, or after half an hour. Fails before the first element if there is no such order. */
    Flux<OrderUpdate> stream(long userId, long orderId) {
        return Flux.defer(() -> {
            if (!free.tryAcquire()) {
                return Flux.error(ProblemException.unavailable("Too many orders are being watched; try again."));
            }
            return Flux.merge(changes(orderId), Flux.interval(Duration.ZERO, POLL_INTERVAL))
                    .onBackpressureLatest()
                    .concatMap(_ -> read(userId, orderId), 1)
                    .takeUntil(snapshot -> snapshot.order().order().status().isFinal())
                    // One at a time: a slow client gets the latest snapshot, not each that it missed.
                    .concatMapIterable(new UnsentUpdates()::of, 1)
                    .take(MAX_DURATION)
                    .doFinally(_ -> free.release());
        });
    }

    private Mono<OrderSnapshot> read(long userId, long orderId) {
        return blocking.call(() -> OrderSnapshot.read(orders, userId, orderId));
    }

    private Flux<Long> changes(long orderId) {
        return Flux.create(
                sink -> {
                    Runnable watcher = () -> sink.next(orderId);
                    watchers.watch(orderId, watcher);
                    sink.onDispose(() -> watchers.unwatch(orderId, watcher));
                },
                FluxSink.OverflowStrategy.LATEST);
    }
}
