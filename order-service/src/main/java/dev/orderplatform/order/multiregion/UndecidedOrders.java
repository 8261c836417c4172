package dev.orderplatform.order.multiregion;

import dev.orderplatform.order.domain.StoredOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Orders in this region's databases whose global transaction is undecided. Blocks. */
public interface UndecidedOrders {

    /**
     * An order that was UNDECIDED when it was read.
     *
     * @param xid its global transaction
     */
    record Undecided(long orderId, String xid) {}

    /**
     * Writes an order as a branch of the global transaction that is bound to the thread, and returns when the branch is
     * committed locally.
     */
    void insert(StoredOrder order);

    /** Whether the order is stored here, decided or not. */
    boolean holds(long orderId);

    /**
     * Makes an order PENDING after its global transaction was committed, and stores its event if this is its home
     * region, both in one transaction. Does nothing if the order is already PENDING.
     *
     * @throws IllegalStateException when the order does not exist, and so must not be acknowledged
     */
    void accept(long orderId, Optional<String> traceparent);

    /** The UNDECIDED orders of a database with ids below {@code before}; limited in number. */
    List<Undecided> before(int database, long before);

    /** Whether the order exists without its undo log: only the second phase of a commit deletes the log alone. */
    boolean isCommitted(Undecided order);

    /**
     * Deletes the order and its undo log. Returns false if one of them is missing, because the order was decided
     * meanwhile.
     */
    boolean discard(Undecided order);

    /** Deletes the undo log of decided orders, left behind by a crash before the second phase. */
    void deleteDecidedUndoLog(int database, Duration age);
}
