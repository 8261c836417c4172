package dev.orderplatform.order.placing;

import dev.orderplatform.postgres.TransactionException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the orders of one database. Orders that arrive during a transaction, and under load for a moment after it, are
 * written as the next batch. A single order is written immediately.
 */
final class OrderWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrderWriter.class);

    /**
     * Batch size from which we consider the database under load: two orders per table, each table costing one
     * statement.
     */
    private static final int LOAD_THRESHOLD = 16;

    /** After a transaction under load, linger for this multiple of its duration so that the next batch fills up. */
    private static final int LINGER_FACTOR = 3;

    private static final Duration MAX_LINGER = Duration.ofMillis(80);
    private static final int NOT_LINGERING = -1;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private static final Placement OVERLOADED = new Placement.Refused(PlacementError.Simple.OVERLOADED);

    private final int database;
    private final Timer batches;
    private final DistributionSummary batchSizes;
    private final AcceptOrders acceptOrders;
    private final int batch;
    private final int capacity;
    private final long timeout;
    // Event loops call write(), so the queue and its counter are lock-free.
    private final LinkedTransferQueue<Waiting> queue = new LinkedTransferQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile int lingeringFor = NOT_LINGERING;
    private final Thread thread;
    private volatile boolean closed;

    OrderWriter(int database, AcceptOrders acceptOrders, PlacingProperties properties, MeterRegistry meters) {
        this.database = database;
        Tags tags = Tags.of("database", "order_ds_" + database);
        this.batches = meters.timer("platform.orders.batch", tags);
        this.batchSizes = meters.summary("platform.orders.batch.size", tags);
        this.acceptOrders = acceptOrders;
        this.batch = properties.batch();
        this.capacity = properties.queue();
        this.timeout = properties.timeout().toNanos();
        this.thread = Thread.ofVirtual().name("order-writer-" + database).start(this::loop);
    }

    CompletableFuture<Placement> write(NewOrder order) {
        int now = queued.incrementAndGet();
        if (now > capacity || closed) {
            queued.decrementAndGet();
            return CompletableFuture.completedFuture(OVERLOADED);
        }
        Waiting waiting = new Waiting(order, new CompletableFuture<>(), System.nanoTime());
        queue.offer(waiting);
        if (now == lingeringFor) {
            LockSupport.unpark(thread);
        }
        return waiting.placement;
    }

    private void loop() {
        List<Waiting> next = new ArrayList<>(batch);
        try {
            while (!closed || !queue.isEmpty()) {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    next.add(first);
                    queue.drainTo(next, batch - 1);
                    queued.addAndGet(-next.size());
                    long begin = System.nanoTime();
                    next.removeIf(waiting -> refusedAsOverdue(waiting, begin));
                    if (!next.isEmpty()) {
                        store(next);
                    }
                    if (next.size() >= LOAD_THRESHOLD) {
                        linger(next.size(), System.nanoTime() - begin);
                    }
                    next.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.forEach(waiting -> waiting.placement.complete(OVERLOADED));
        }
    }

    // Lingers in proportion to the transaction's duration, so that a busy database gets fewer and larger transactions.
    // Ends early once as many orders are queued as in the last batch: with clients that wait for their responses, there
    // will be no more.
    private void linger(int last, long nanos) {
        long end = System.nanoTime() + Math.min(nanos * LINGER_FACTOR, MAX_LINGER.toNanos());
        lingeringFor = last;
        for (long left = end - System.nanoTime(); left > 0 && queued.get() < last; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        lingeringFor = NOT_LINGERING;
    }

    // The caller has already received a timeout with an unknown outcome; the order is never written.
    private boolean refusedAsOverdue(Waiting waiting, long now) {
        return now - waiting.since > timeout && waiting.placement.complete(OVERLOADED);
    }

    private void store(List<Waiting> waiting) {
        try {
            List<NewOrder> orders = waiting.stream().map(Waiting::order).toList();
            Timer.Sample begin = Timer.start();
            List<Placement> placements = acceptOrders.accept(orders);
            begin.stop(batches);
            batchSizes.record(orders.size());
            answer(List.copyOf(waiting), placements);
        } catch (RuntimeException | Error e) {
            if (waiting.size() == 1 || isDown(e)) {
                waiting.forEach(one -> one.placement.completeExceptionally(e));
            } else {
                log.warn("a batch of {} orders failed, storing them one by one: {}", waiting.size(), e.getMessage());
                waiting.forEach(one -> store(List.of(one)));
            }
        }
    }

    private static boolean isDown(Throwable e) {
        return e instanceof TransactionException failed && failed.isTransient();
    }

    // Another thread completes the futures, so that this one continues with the next batch. A single order's future is
    // completed by this thread, if no other order is queued.
    private void answer(List<Waiting> waiting, List<Placement> placements) {
        Executor thread = waiting.size() == 1 && queue.isEmpty() ? Runnable::run : ForkJoinPool.commonPool();
        thread.execute(() -> {
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).placement.complete(placements.get(i));
            }
        });
    }

    /**
     * Writes the queued orders first. Never interrupts the thread: that would break the connection in the middle of a
     * commit.
     */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(STOP_TIMEOUT)) {
                log.warn("orders of database {} were still being written at shutdown", database);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param since by {@link System#nanoTime} */
    private record Waiting(NewOrder order, CompletableFuture<Placement> placement, long since) {}
}
