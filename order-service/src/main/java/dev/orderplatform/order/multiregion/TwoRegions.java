package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.GlobalTransactions.Fate;
import java.time.Duration;

/** Stores orders in both regions or in none. Everything here blocks. Not final, for a benchmark writes them another way. */
public class TwoRegions {
    private final GlobalTransactions transactions;
    private final OrderBranch home;
    private final OtherRegion other;

    TwoRegions(GlobalTransactions transactions, OrderBranch home, OtherRegion other) {
        this.transactions = transactions;
        this.home = home;
        this.other = other;
    }

    /**
     * Writes an order here and in the other region, UNDECIDED in both, and decides the transaction.
     *
     * @return the id of the global transaction, committed
     * @throws dev.orderplatform.globaltransactions.CoordinatorUnavailable when it could not begin
     * @throws dev.orderplatform.globaltransactions.RolledBack when it is in neither region, or soon will be
     * @throws dev.orderplatform.globaltransactions.OutcomeUnknown when nobody here knows
     * @throws OtherRegionUnavailable when it was not even tried
     */
    public String write(UndecidedOrder order) {
        if (!other.isTried()) {
            throw new OtherRegionUnavailable("the other region was away a moment ago");
        }
        return transactions
                .run("place-order", xid -> {
                    home.insert(order, xid);
                    other.write(order, xid);
                    return order.orderId();
                })
                .xid();
    }

    /** What the coordinator says of a transaction. */
    public Fate fateOf(String xid) {
        return transactions.fateOf(xid);
    }

    /** How long a transaction may stay undecided. */
    public Duration timeout() {
        return transactions.timeout();
    }

    /** Whether the other region has stored the order, decided or not. */
    public boolean otherHolds(long orderId) {
        return other.holds(orderId);
    }
}
