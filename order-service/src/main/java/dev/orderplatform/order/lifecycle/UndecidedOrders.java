package dev.orderplatform.order.lifecycle;

import dev.orderplatform.globaltransactions.CoordinatorUnavailable;
import dev.orderplatform.globaltransactions.GlobalTransactions.Fate;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.RegionProperties;
import dev.orderplatform.order.multiregion.OtherRegionUnavailable;
import dev.orderplatform.order.multiregion.TwoRegions;
import dev.orderplatform.order.publishing.OrderEvents;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders that a global transaction has written. The usual case is accepted right after the commit; what a crash left in
 * between is found again and judged:
 *
 * <ul>
 *   <li>the row is there and its undo log is gone: only the second phase of a commit does that, so it is committed;
 *   <li>the coordinator says committed: so it is, and nothing will undo the row any more;
 *   <li>the coordinator has it open, or it is younger than twice the time-out: the row is left to the coordinator;
 *   <li>the coordinator says rolled back: it could not undo the row, which is discarded;
 *   <li>the coordinator does not know it, or does not answer: the other region decides. What is committed is in both; what
 *       is in one only is discarded. "Finished" may mean either, so it only says that what is in both is committed.
 * </ul>
 */
public final class UndecidedOrders {
    private static final Logger log = LoggerFactory.getLogger(UndecidedOrders.class);
    /** Younger ones are in the hands of the request that writes them. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Shards shards;
    private final UndecidedRows rows;
    private final Orders orders;
    private final OrderOutbox outbox;
    private final TwoRegions regions;
    private final String region;
    private final InstantSource clock;

    UndecidedOrders(
            Shards shards,
            Orders orders,
            OrderOutbox outbox,
            TwoRegions regions,
            RegionProperties properties,
            InstantSource clock) {
        this.shards = shards;
        this.rows = new UndecidedRows(shards);
        this.orders = orders;
        this.outbox = outbox;
        this.regions = regions;
        this.region = properties.region();
        this.clock = clock;
    }

    /**
     * Makes an order PENDING whose transaction is committed, with its event if this is its home, in one transaction; does
     * nothing when that has happened already. Blocks.
     *
     * @throws IllegalStateException when the order is not there: it must not be acknowledged
     */
    public void accept(long orderId, Optional<String> traceparent) {
        Transaction.run(shards.sharded(), transaction -> {
            try (PreparedStatement update = transaction.prepare(
                    "UPDATE t_order SET status = 'PENDING' WHERE order_id = ? AND status = 'UNDECIDED'")) {
                update.setLong(1, orderId);
                if (update.executeUpdate() == 0) {
                    requireThere(transaction.connection(), orderId);
                    return false;
                }
            }
            Optional<EventMessage> created = orders.find(transaction.connection(), orderId)
                    .filter(order -> order.region().equals(region))
                    .map(order -> EventMessage.of(OrderEvents.created(order), traceparent));
            outbox.append(transaction, created.stream().toList());
            return true;
        });
    }

    private void requireThere(Connection connection, long orderId) throws SQLException {
        if (orders.find(connection, orderId).isEmpty()) {
            throw new IllegalStateException("order " + orderId + " is gone, although its transaction is committed");
        }
    }

    /** One look at every database. */
    void recover() {
        Instant now = clock.instant();
        for (int database = 0; database < ShardMap.DATABASES; database++) {
            List<UndecidedRows.Row> due = rows.before(database, OrderId.lowestAt(now.minus(GRACE)));
            due.forEach(row -> judge(row, Duration.between(OrderId.time(row.orderId()), now)));
            rows.deleteDecidedUndoLog(database, regions.timeout().multipliedBy(2));
        }
    }

    private void judge(UndecidedRows.Row row, Duration age) {
        if (rows.isCommitted(row)) {
            accept(row, "its undo log is gone");
            return;
        }
        Optional<Fate> fate = fateOf(row);
        boolean overdue = age.compareTo(regions.timeout().multipliedBy(2)) > 0;
        if (fate.equals(Optional.of(Fate.COMMITTED))) {
            accept(row, "the coordinator has decided so");
        } else if (overdue && fate.equals(Optional.of(Fate.ROLLED_BACK))) {
            discard(row, "it was rolled back, and its undo has failed");
        } else if (overdue && !fate.equals(Optional.of(Fate.OPEN))) {
            judgeByTheOtherRegion(row, fate.isPresent());
        }
    }

    /** Empty while the coordinator does not answer. */
    private Optional<Fate> fateOf(UndecidedRows.Row row) {
        try {
            return Optional.of(regions.fateOf(row.xid()));
        } catch (CoordinatorUnavailable e) {
            log.info("the coordinator does not say what became of order {}: {}", row.orderId(), e.getMessage());
            return Optional.empty();
        }
    }

    /** @param finished whether the coordinator has ended the transaction, by a commit or by a rollback */
    private void judgeByTheOtherRegion(UndecidedRows.Row row, boolean finished) {
        try {
            if (!regions.otherHolds(row.orderId())) {
                discard(row, "the other region does not have it");
            } else if (finished) {
                accept(row, "both regions have it");
            }
        } catch (OtherRegionUnavailable e) {
            log.info("order {} stays undecided: {}", row.orderId(), e.getMessage());
        }
    }

    private void discard(UndecidedRows.Row row, String reason) {
        if (rows.discard(row)) {
            log.warn("order {} of {} is discarded: {}", row.orderId(), row.xid(), reason);
        }
    }

    private void accept(UndecidedRows.Row row, String reason) {
        log.info("order {} of {} is accepted: {}", row.orderId(), row.xid(), reason);
        accept(row.orderId(), Optional.empty());
    }
}
