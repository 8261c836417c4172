package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderEvents;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.postgres.TransactionFailed;
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
 * Sends the event of an order again that has been PENDING for long: the same event with the same id, so whoever has seen
 * it only repeats its answer. Nothing stays PENDING because one message was lost. Each order's turn comes at twice the
 * age of the last, so that a consumer that is down for hours is not buried. Replicas are their home region's business.
 */
@Component
final class PendingOrders {
    private static final Logger log = LoggerFactory.getLogger(PendingOrders.class);
    private static final Duration FIRST_TURN = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    private final Shards shards;
    private final Orders orders;
    private final OwnSlots slots;
    private final OrderOutbox outbox;
    private final InstantSource clock;
    /** Until when turns have been given, by table number. EPOCH: an earlier process may have missed any. */
    private final Instant[] done = new Instant[ShardMap.TABLES];

    PendingOrders(Shards shards, Orders orders, OwnSlots slots, OrderOutbox outbox, InstantSource clock) {
        this.shards = shards;
        this.orders = orders;
        this.slots = slots;
        this.outbox = outbox;
        this.clock = clock;
        Arrays.fill(done, Instant.EPOCH);
    }

    /** One look at every table. One that fails leaves its turns to the next look. */
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

    /** Whose turn came after {@code since}, up to now: for each age that is a turn, the orders of a range of ids. */
    private void resend(ShardMap.Table table, Instant since, Instant now) {
        List<Slot> own = slots.of(table);
        long before = lowestOfAge(FIRST_TURN, now);
        List<Long> oldest = orders.pendingBetween(table, own, 0, before, 1);
        long sent = 0;
        for (Duration turn = FIRST_TURN; !oldest.isEmpty() && oldest.getFirst() < before; turn = turn.multipliedBy(2)) {
            long from = lowestOfAge(turn, since);
            sent += resend(table, own, from, Math.min(before, lowestOfAge(turn, now)));
            before = from; // when looks are far apart the next range would overlap
        }
        if (sent > 0) {
            log.info("{} orders of table {} are still PENDING: their events go out again", sent, table.number());
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
            if (e instanceof TransactionFailed failed && failed.mayPass()) {
                throw e;
            }
            // One order that can't be read must not take the turns of all after it, look after look.
            log.error("the event of order {} can't be sent again", orderId, e);
        }
    }

    void resend(long orderId) {
        Optional<Order> pending = orders.find(orderId).filter(order -> order.status() == Status.PENDING);
        pending.map(order -> EventMessage.of(OrderEvents.created(order), Optional.empty()))
                .ifPresent(event -> Transaction.run(shards.sharded(), transaction -> {
                    outbox.append(transaction, List.of(event));
                    return true;
                }));
    }
}
