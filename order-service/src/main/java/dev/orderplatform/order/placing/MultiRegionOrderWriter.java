package dev.orderplatform.order.placing;

import dev.orderplatform.globaltransactions.RolledBack;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.multiregion.MultiRegionOrders;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.telemetry.Traces;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Writes MULTI_REGION orders, each by a global transaction on a virtual thread of its own. */
final class MultiRegionOrderWriter implements AutoCloseable {
    private static final int MAX_CONCURRENT = 64;

    private final AcceptOrders acceptOrders;
    private final MultiRegionOrders multiRegionOrders;
    private final Traces traces;
    private final Semaphore free = new Semaphore(MAX_CONCURRENT);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("multi-region-", 0).factory());

    MultiRegionOrderWriter(AcceptOrders acceptOrders, MultiRegionOrders multiRegionOrders, Traces traces) {
        this.acceptOrders = acceptOrders;
        this.multiRegionOrders = multiRegionOrders;
        this.traces = traces;
    }

    /**
     * Stores an order; completes once it is PENDING at home and stored in the other region, or immediately if too many
     * are in progress.
     */
    CompletableFuture<Placement> write(NewOrder order) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(new Placement.Refused(PlacementError.Simple.OVERLOADED));
        }
        return CompletableFuture.supplyAsync(() -> place(order), threads).whenComplete((_, _) -> free.release());
    }

    private Placement place(NewOrder order) {
        return traces.run(
                "accept multi-region order",
                List.of(order.traceparent()),
                () -> earlier(order).orElseGet(() -> placeNew(order)));
    }

    private Optional<Placement> earlier(NewOrder order) {
        return acceptOrders.earlier(order.userId(), order.key(), order.bodyHash());
    }

    private Placement placeNew(NewOrder order) {
        try {
            StoredOrder stored = multiRegionOrders.store(acceptOrders.number(order), order.traceparent());
            return new Placement.Placed(PlacedOrder.of(stored));
        } catch (RolledBack e) {
            // A concurrent duplicate with the same key was faster: respond with its order.
            if (e.getCause() instanceof TransactionException failed && failed.isDuplicate()) {
                return earlier(order).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    /** Waits for transactions in progress: an interrupted one would stay open until its timeout. */
    @Override
    public void close() {
        threads.close();
    }
}
