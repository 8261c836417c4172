package dev.orderplatform.order.placing;

import dev.orderplatform.postgres.TransactionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the orders of one database. While one transaction is in flight, and in a crowd for a moment after it, the next
 * orders gather and go as one batch. A lone order is written at once.
 */
final class OrderWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrderWriter.class);

    /** Orders a transaction that tell of load: two to each table, of which each costs a statement of every kind. */
    private static final int CROWD = 16;

    /** So many times as long as the transaction took they gather after it. */
    private static final int GATHERING = 3;

    private static final Duration LONGEST_GATHERING = Duration.ofMillis(80);
    private static final int NOBODY = -1;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final int database;
    private final NewOrders newOrders;
    private final int batch;
    private final int capacity;
    private final long patience;
    // Event loops offer: neither this queue nor the counter beside it ever makes them wait for a lock.
    private final LinkedTransferQueue<Waiting> queue = new LinkedTransferQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile int awaited = NOBODY;
    private final Thread thread;
    private volatile boolean closed;

    OrderWriter(int database, NewOrders newOrders, PlacingProperties properties) {
        this.database = database;
        this.newOrders = newOrders;
        this.batch = properties.batch();
        this.capacity = properties.queue();
        this.patience = properties.patience().toNanos();
        this.thread = Thread.ofVirtual().name("order-writer-" + database).start(this::loop);
    }

    CompletableFuture<Placement> write(NewOrder order) {
        int now = queued.incrementAndGet();
        if (now > capacity || closed) {
            queued.decrementAndGet();
            throw Refusal.overloaded();
        }
        Waiting waiting = new Waiting(order, new CompletableFuture<>(), System.nanoTime());
        queue.offer(waiting);
        if (now == awaited) {
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
                    if (next.size() >= CROWD) {
                        gather(next.size(), System.nanoTime() - begin);
                    }
                    next.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.forEach(waiting -> waiting.placement.completeExceptionally(Refusal.overloaded()));
        }
    }

    // In proportion to what the transaction took: a database that is slow for being busy gets fewer and larger ones.
    // But only until as many wait again: callers that wait for their answers are no more than that.
    private void gather(int last, long nanos) {
        long end = System.nanoTime() + Math.min(nanos * GATHERING, LONGEST_GATHERING.toNanos());
        awaited = last;
        for (long left = end - System.nanoTime(); left > 0 && queued.get() < last; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        awaited = NOBODY;
    }

    // Its caller has been told that the outcome is unknown; nothing of it is written.
    private boolean refusedAsOverdue(Waiting waiting, long now) {
        return now - waiting.since > patience && waiting.placement.completeExceptionally(Refusal.overloaded());
    }

    private void store(List<Waiting> waiting) {
        try {
            List<Placement> placements =
                    newOrders.store(waiting.stream().map(Waiting::order).toList());
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

    // The answers are written by another thread: this one goes on with the next batch.
    private static void answer(List<Waiting> waiting, List<Placement> placements) {
        ForkJoinPool.commonPool().execute(() -> {
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).placement.complete(placements.get(i));
            }
        });
    }

    /** Lets what waits be written. No interrupt: it would cut the connection off in the middle of a commit. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(LONGEST_STOP)) {
                log.warn("orders of database {} were still being written at the stop", database);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param since as {@link System#nanoTime} tells it */
    private record Waiting(NewOrder order, CompletableFuture<Placement> placement, long since) {}
}
