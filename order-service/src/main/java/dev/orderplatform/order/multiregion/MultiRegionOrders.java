package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.order.domain.StoredOrder;
import java.util.Optional;

/**
 * Entry point for orders that must survive the loss of their region: stored in both regions or in none. Blocks. Not
 * final, because a benchmark replaces how they are written.
 */
public class MultiRegionOrders {
    private final GlobalTransactions transactions;
    private final UndecidedOrders home;
    private final OtherRegion other;

    protected MultiRegionOrders(GlobalTransactions transactions, UndecidedOrders home, OtherRegion other) {
        this.transactions = transactions;
        this.home = home;
        this.other = other;
    }

    /**
     * Writes an order here and in the other region, UNDECIDED in both, decides the transaction, and makes the order PENDING here
     * with its event. Nobody sees the order before that.
     *
     * @return the order with the id of its global transaction
     * @throws dev.orderplatform.globaltransactions.CoordinatorUnavailable when the transaction could not be started
     * @throws dev.orderplatform.globaltransactions.RolledBack when the transaction was rolled back: the order is in
     *     neither region, or is about to be removed
     * @throws dev.orderplatform.globaltransactions.OutcomeUnknown when it is unknown whether the order was stored
     * @throws OtherRegionUnavailable when the other region is known to be down, so nothing was tried
     */
    public StoredOrder store(StoredOrder order, String traceparent) {
        String xid = write(order);
        home.accept(order.id(), Optional.of(traceparent));
        return order.in(xid);
    }

    /** @return the id of the committed transaction */
    protected String write(StoredOrder order) {
        if (!other.isAvailable()) {
            throw new OtherRegionUnavailable("the circuit breaker for the other region is open");
        }
        return transactions
                .run("place-order", xid -> {
                    home.insert(order.in(xid));
                    other.write(order, xid);
                    return order.id();
                })
                .xid();
    }
}
