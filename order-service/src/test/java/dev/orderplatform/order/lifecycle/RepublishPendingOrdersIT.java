package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.regions.OwnedSlots;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which orders are due for a resend, with real rows and the test's own clock. */
@org.junit.jupiter.api.Order(2)
class RepublishPendingOrdersIT {
    private static final long USER = 9_001;
    private static final ShardMap.Table TABLE = Shards.tableOfUser(USER);
    private static RunningOrderService service;

    /** An hour ahead, so that the service itself does not resend these orders. */
    private final Instant created = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    private final SentAgain sent = new SentAgain();
    private Instant now = created;
    private final RepublishPendingOrders pending = new RepublishPendingOrders(
            sent, service.bean(OwnedSlots.class), service.bean(OrderOutbox.class), () -> now);

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @AfterEach
    void delete() {
        service.execute(TABLE.database(), "DELETE FROM t_order_" + TABLE.index() + " WHERE order_id >= " + idAt(0));
    }

    @Test
    void everyTurnComesHoweverFarApartTheLooksAre() {
        insert(0, 1);
        assertThat(lookAt(0)).isZero();
        assertThat(lookAt(29)).isZero();
        assertThat(lookAt(41)).as("30 s").isOne();
        assertThat(lookAt(59)).isZero();
        assertThat(lookAt(75)).as("60 s").isOne();
        assertThat(lookAt(119)).isZero();
        assertThat(lookAt(500)).as("120, 240 and 480 s").isOne();
        assertThat(lookAt(959)).isZero();
        assertThat(lookAt(961)).as("960 s").isOne();
    }

    @Test
    void manyOldOrdersHideNoNewerOne() {
        insert(0, 450);
        insert(14, 1);
        assertThat(lookAt(35)).isEqualTo(450);
        assertThat(lookAt(45)).isOne();
    }

    @Test
    void lookAtATableThatFailedIsMadeUpFor() {
        insert(0, 1);
        assertThat(lookAt(25)).isZero();
        sent.tableIsAway = true;
        assertThatThrownBy(() -> lookAt(35)).hasMessage("away");
        assertThat(sent.ids).isEmpty();
        sent.tableIsAway = false;
        assertThat(lookAt(45)).isOne();
        assertThat(lookAt(55)).isZero();
    }

    @Test
    void orderThatCannotBeReadLeavesTheOthersTheirTurn() {
        insert(0, 3);
        sent.unreadable = idAt(0) + 1;
        assertThat(lookAt(35)).isEqualTo(2);
        assertThat(lookAt(45)).isZero();
    }

    /** Number of these orders that are resent by a check at this time after the creation of the first. */
    private int lookAt(long seconds) {
        sent.ids.clear();
        now = created.plusSeconds(seconds);
        pending.resend();
        assertThat(sent.ids).doesNotHaveDuplicates();
        return sent.ids.size();
    }

    private void insert(long seconds, int orders) {
        service.execute(
                TABLE.database(),
                "INSERT INTO t_order_" + TABLE.index()
                        + " (order_id, user_id, status, version, region, epoch, durability, total_minor, currency,"
                        + " history, created_at) SELECT id, " + USER + ", 'PENDING', 1, 'east', 1, 'REGION', 0, 'CNY',"
                        + " '[]', now() FROM generate_series(" + idAt(seconds) + ", " + idAt(seconds) + " + " + orders
                        + " - 1) id");
    }

    private long idAt(long seconds) {
        return OrderId.compose(created.plusSeconds(seconds).toEpochMilli(), Slot.ofUser(USER), 0, 0);
    }

    /** Finds due orders in the database, and records them instead of sending their events. */
    private final class SentAgain implements Orders {
        private final List<Long> ids = new ArrayList<>();
        private boolean tableIsAway;
        private long unreadable;

        @Override
        public List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit) {
            if (tableIsAway && table.equals(TABLE)) {
                throw new IllegalStateException("away");
            }
            // Ignores orders left behind by other tests.
            return service.bean(Orders.class).pendingBetween(table, slots, Math.max(from, idAt(0)), before, limit);
        }

        @Override
        public Optional<StoredOrder> find(long orderId) {
            if (orderId == unreadable) {
                throw new IllegalStateException("unreadable");
            }
            ids.add(orderId);
            return Optional.empty();
        }

        @Override
        public Parcels parcels(long orderId) {
            return Parcels.NONE;
        }

        @Override
        public List<StoredOrder> page(long userId, long before, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
