package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.slots.OrderId;
import dev.orderplatform.slots.ShardMap;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Sends the event of an order again that has been PENDING for long: the same event with the same id, so whoever has seen
 * it only repeats its answer. Nothing stays PENDING because one message was lost. Each order's turn comes at twice the
 * age of the last, so that a consumer that is down for hours is not buried. Replicas are their home region's business.
 */
@Component
@ConditionalOnProperty(name = "platform.flow", havingValue = "events", matchIfMissing = true)
final class PendingOrders implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PendingOrders.class);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int MOST_A_ROUND = 200;

    private final Shards shards;
    private final Orders orders;
    private final OwnSlots slots;
    private final OrderOutbox outbox;
    private final InstantSource clock;
    private final Thread rounds = Thread.ofVirtual().name("pending-orders").unstarted(this::loop);

    PendingOrders(Shards shards, Orders orders, OwnSlots slots, OrderOutbox outbox, InstantSource clock) {
        this.shards = shards;
        this.orders = orders;
        this.slots = slots;
        this.outbox = outbox;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        rounds.start();
    }

    private void loop() {
        try {
            while (true) {
                Thread.sleep(ROUND);
                try {
                    resend();
                } catch (RuntimeException e) {
                    log.warn("pending orders could not be looked after now: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at every table. */
    void resend() {
        Instant now = clock.instant();
        for (int n = 0; n < ShardMap.TABLES; n++) {
            ShardMap.Table table = new ShardMap.Table(n);
            List<Long> due =
                    orders
                            .pendingBefore(table, slots.of(table), OrderId.lowestAt(now.minus(FIRST)), MOST_A_ROUND)
                            .stream()
                            .filter(id -> isDue(Duration.between(OrderId.time(id), now)))
                            .toList();
            due.forEach(this::resend);
            if (!due.isEmpty()) {
                log.info("{} orders of table {} are still PENDING: their events go out again", due.size(), n);
            }
        }
    }

    /** Whether 30 s, or that doubled some times, passed within the last round. */
    static boolean isDue(Duration age) {
        for (Duration turn = FIRST; turn.compareTo(age) <= 0; turn = turn.multipliedBy(2)) {
            if (age.minus(turn).compareTo(ROUND) < 0) {
                return true;
            }
        }
        return false;
    }

    void resend(long orderId) {
        Optional<Order> pending = orders.find(orderId).filter(order -> order.status() == Status.PENDING);
        pending.map(order -> createdEvent(order, Optional.empty()))
                .ifPresent(entry -> Transaction.run(shards.sharded(), connection -> {
                    outbox.append(connection, List.of(entry));
                    return true;
                }));
    }

    static EventMessage createdEvent(Order order, Optional<String> traceparent) {
        List<Line> lines = order.lines();
        long userId = order.lifecycle().userId();
        OrderCreatedEvent event = new OrderCreatedEvent(
                order.id(),
                userId,
                1,
                order.createdAt(),
                order.region(),
                order.epoch(),
                order.durability().name(),
                order.totalMinor(),
                order.currency(),
                lines,
                order.idempotencyKey(),
                order.bodyHash());
        return EventMessage.of(event, traceparent);
    }

    @Override
    public void close() {
        rounds.interrupt();
    }
}
