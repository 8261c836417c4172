package dev.orderplatform.order.placing;

import dev.orderplatform.globaltransactions.RolledBack;
import dev.orderplatform.order.lifecycle.UndecidedOrders;
import dev.orderplatform.order.multiregion.TwoRegions;
import dev.orderplatform.postgres.TransactionFailed;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Writes MULTI_REGION orders, each by a global transaction on a virtual thread of its own. */
final class MultiRegionWriter implements AutoCloseable {
    private static final int MOST_AT_ONCE = 64;

    private final NewOrders newOrders;
    private final TwoRegions regions;
    private final UndecidedOrders undecided;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("multi-region-", 0).factory());

    MultiRegionWriter(NewOrders newOrders, TwoRegions regions, UndecidedOrders undecided) {
        this.newOrders = newOrders;
        this.regions = regions;
        this.undecided = undecided;
    }

    /**
     * Stores an order; done once it is PENDING at home and stored in the other region.
     *
     * @throws dev.orderplatform.web.problem.ProblemException at once, when too many are under way
     */
    CompletableFuture<Placement> write(NewOrder order) {
        if (!free.tryAcquire()) {
            throw Refusal.overloaded();
        }
        return CompletableFuture.supplyAsync(() -> place(order), threads).whenComplete((_, _) -> free.release());
    }

    private Placement place(NewOrder order) {
        return earlier(order).orElseGet(() -> placeNew(order));
    }

    private Optional<Placement> earlier(NewOrder order) {
        return newOrders.earlier(order.userId(), order.key(), order.bodyHash());
    }

    private Placement placeNew(NewOrder order) {
        NumberedOrder numbered = newOrders.number(order);
        try {
            String xid = regions.write(numbered.undecided());
            undecided.accept(numbered.id(), Optional.of(order.traceparent()));
            return new Placement.Placed(numbered.receipt(Optional.of(xid)));
        } catch (RolledBack e) {
            // A twin with the same key was faster: then its order is the answer.
            if (e.getCause() instanceof TransactionFailed failed && failed.isDuplicate()) {
                return earlier(order).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    /** Waits for those under way: a transaction that is cut off stays open until its time-out. */
    @Override
    public void close() {
        threads.close();
    }
}
