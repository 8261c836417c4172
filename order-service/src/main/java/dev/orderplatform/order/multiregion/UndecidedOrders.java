package dev.orderplatform.order.multiregion;

import dev.orderplatform.order.domain.StoredOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Orders whose global transaction is not decided, in this region's databases. Blocks. */
public interface UndecidedOrders {

    /**
     * An UNDECIDED order, or one that was a moment ago.
     *
     * @param xid its global transaction
     */
    record Undecided(long orderId, String xid) {}

    /** Writes an order as a branch of the global transaction that is bound to the thread, until the branch is committed locally. */
    void insert(StoredOrder order);

    /** Whether the order is stored here, decided or not. */
    boolean holds(long orderId);

    /**
     * Makes an order PENDING whose transaction is committed, with its event if this is its home, in one transaction; does
     * nothing when that has happened already.
     *
     * @throws IllegalStateException when the order is not there: it must not be acknowledged
     */
    void accept(long orderId, Optional<String> traceparent);

    /** Those of a database with ids below {@code before}; not all of them when there are many. */
    List<Undecided> before(int database, long before);

    /** Whether the order is there and its undo log is not: only the second phase of a commit does that. */
    boolean isCommitted(Undecided order);

    /** Removes the order and its undo log; false when one of them is gone: it was decided meanwhile. */
    boolean discard(Undecided order);

    /** Removes what transactions left behind whose orders are decided: a crash came before the second phase's tidying. */
    void deleteDecidedUndoLog(int database, Duration age);
}
