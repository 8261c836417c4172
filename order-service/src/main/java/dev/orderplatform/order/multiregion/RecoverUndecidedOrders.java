package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.CoordinatorUnavailable;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.TransactionOutcome;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.multiregion.UndecidedOrders.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides orders that a crash has left UNDECIDED; normally an order is accepted right after the commit. An order:
 *
 * <ul>
 *   <li>that exists without its undo log is committed: only the second phase of a commit deletes the log alone;
 *   <li>that the coordinator reports as committed is committed, and nothing will undo the row any more;
 *   <li>whose transaction is still open, or that is younger than twice the timeout, is left to the coordinator;
 *   <li>that the coordinator reports as rolled back could not be undone, and is discarded;
 *   <li>that the coordinator does not know, or about which it does not answer, is decided by the other region. A
 *       committed order is in both regions, so one that is only here is discarded. If it is in both, it is accepted
 *       only if the coordinator has finished the transaction.
 * </ul>
 */
final class RecoverUndecidedOrders {
    private static final Logger log = LoggerFactory.getLogger(RecoverUndecidedOrders.class);

    /** Younger orders are still being written by their requests. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final GlobalTransactions transactions;
    private final UndecidedOrders orders;
    private final OtherRegion other;
    private final InstantSource clock;

    RecoverUndecidedOrders(
            GlobalTransactions transactions, UndecidedOrders orders, OtherRegion other, InstantSource clock) {
        this.transactions = transactions;
        this.orders = orders;
        this.other = other;
        this.clock = clock;
    }

    /** Checks every database once. */
    void recover() {
        Instant now = clock.instant();
        for (int database = 0; database < ShardMap.DATABASES; database++) {
            List<Undecided> due = orders.before(database, OrderId.lowestAt(now.minus(GRACE)));
            due.forEach(order -> decide(order, Duration.between(OrderId.time(order.orderId()), now)));
            orders.deleteDecidedUndoLog(database, maxAge());
        }
    }

    private Duration maxAge() {
        return transactions.timeout().multipliedBy(2);
    }

    private void decide(Undecided order, Duration age) {
        if (orders.isCommitted(order)) {
            accept(order, "its undo log is gone");
            return;
        }
        Optional<TransactionOutcome> outcome = outcomeOf(order);
        boolean overdue = age.compareTo(maxAge()) > 0;
        if (outcome.equals(Optional.of(TransactionOutcome.COMMITTED))) {
            accept(order, "the coordinator has committed it");
        } else if (overdue && outcome.equals(Optional.of(TransactionOutcome.ROLLED_BACK))) {
            discard(order, "it was rolled back, and its undo has failed");
        } else if (overdue && !outcome.equals(Optional.of(TransactionOutcome.OPEN))) {
            decideByTheOtherRegion(order, outcome.isPresent());
        }
    }

    /** Empty if the coordinator does not answer. */
    private Optional<TransactionOutcome> outcomeOf(Undecided order) {
        try {
            return Optional.of(transactions.outcomeOf(order.xid()));
        } catch (CoordinatorUnavailable e) {
            log.info("the coordinator does not report the outcome of order {}: {}", order.orderId(), e.getMessage());
            return Optional.empty();
        }
    }

    /** @param finished whether the coordinator has finished the transaction, by a commit or a rollback */
    private void decideByTheOtherRegion(Undecided order, boolean finished) {
        try {
            if (!other.holds(order.orderId())) {
                discard(order, "the other region does not have it");
            } else if (finished) {
                accept(order, "both regions have it");
            }
        } catch (OtherRegionUnavailable e) {
            log.info("order {} stays undecided: {}", order.orderId(), e.getMessage());
        }
    }

    private void discard(Undecided order, String reason) {
        if (orders.discard(order)) {
            log.warn("order {} of {} is discarded: {}", order.orderId(), order.xid(), reason);
        }
    }

    private void accept(Undecided order, String reason) {
        log.info("order {} of {} is accepted: {}", order.orderId(), order.xid(), reason);
        orders.accept(order.orderId(), Optional.empty());
    }
}
