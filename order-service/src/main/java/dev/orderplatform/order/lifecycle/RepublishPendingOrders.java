package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.regions.OwnedSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Resends the OrderCreated event of orders that have been PENDING for long: a lost message must not leave an order
 * PENDING. The event and its id are the same, so a consumer that has applied it only repeats its reply. The age of an
 * order doubles from one resend to the next, so that a consumer that was down for hours is not flooded. Replicas are
 * left to their home region.
 */
@Component
final class RepublishPendingOrders {
    private static final Logger log = LoggerFactory.getLogger(RepublishPendingOrders.class);
    private static final Duration FIRST_RESEND = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    private final Orders orders;
    private final OwnedSlots slots;
    private final OrderOutbox outbox;
    private final InstantSource clock;
    /**
     * The time up to which each table has been checked, by table number. EPOCH: an earlier process may have missed any
     * resend.
     */
    private final Instant[] done = new Instant[ShardMap.TABLES];

    RepublishPendingOrders(Orders orders, OwnedSlots slots, OrderOutbox outbox, InstantSource clock) {
        this.orders = orders;
        this.slots = slots;
        this.outbox = outbox;
        this.clock = clock;
        Arrays.fill(done, Instant.EPOCH);
    }

    /** Checks every table. Resends missed by a failed check are made up for by the next one. */
    void resend() {
        RuntimeException failure = null;
        for (int n = 0; n < ShardMap.TABLES; n++) {
            ShardMap.Table table = new ShardMap.Table(n);
            try {
                Instant now = clock.instant();
                resend(table, done[n], now);
                done[n] = now;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Resends orders that became due after {@code since}: for each resend age, those in a range of ids. */
    private void resend(ShardMap.Table table, Instant since, Instant now) {
        List<Slot> own = Shards.slotsOf(table).filter(slots::owns).toList();
        long before = lowestOfAge(FIRST_RESEND, now);
        List<Long> oldest = orders.pendingBetween(table, own, 0, before, 1);
        long sent = 0;
        for (Duration age = FIRST_RESEND; !oldest.isEmpty() && oldest.getFirst() < before; age = age.multipliedBy(2)) {
            long from = lowestOfAge(age, since);
            sent += resend(table, own, from, Math.min(before, lowestOfAge(age, now)));
            before = from; // if checks are far apart, the next range would overlap
        }
        if (sent > 0) {
            log.info("{} orders of table {} are still PENDING: publishing their events again", sent, table.number());
        }
    }

    private long resend(ShardMap.Table table, List<Slot> own, long from, long before) {
        long sent = 0;
        List<Long> page;
        do {
            page = orders.pendingBetween(table, own, from, before, PAGE);
            page.forEach(this::resendUnlessUnreadable);
            sent += page.size();
            from = page.isEmpty() ? from : page.getLast() + 1;
        } while (page.size() == PAGE);
        return sent;
    }

    private static long lowestOfAge(Duration age, Instant at) {
        return OrderId.lowestAt(at.minus(age));
    }

    private void resendUnlessUnreadable(long orderId) {
        try {
            resend(orderId);
        } catch (RuntimeException e) {
            if (e instanceof TransactionException failed && failed.isTransient()) {
                throw e;
            }
            // One unreadable order must not block the resends of all orders after it in every check.
            log.error("the event of order {} can't be published again", orderId, e);
        }
    }

    void resend(long orderId) {
        orders.find(orderId)
                .filter(stored -> stored.order().status() == Status.PENDING)
                .ifPresent(stored -> outbox.append(List.of(EventMessage.of(stored.created(), Optional.empty()))));
    }
}
