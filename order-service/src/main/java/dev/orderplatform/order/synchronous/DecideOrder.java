package dev.orderplatform.order.synchronous;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.lifecycle.FinishFirst;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderEvents;
import dev.orderplatform.order.viewing.OrderWatchers;
import dev.orderplatform.order.viewing.Orders;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Brings a stored, pending order to its end: reserve, tell, write down. The process may die between any two of these, and
 * two of them may work on the same order: the order stays PENDING until the last step, and the steps before it can be
 * repeated, by the same key's retry or by {@link UnfinishedOrders}.
 */
public final class DecideOrder implements FinishFirst {
    /** An order that is not cancelled in between takes this step first. */
    private static final int VERSION = 2;

    private final Inventory inventory;
    private final Peer inventoryPeer;
    private final Notifications notifications;
    private final Decisions decisions;
    private final Orders orders;
    private final OwnSlots slots;
    private final OrderWatchers watchers;
    private final InstantSource clock;
    private final Semaphore probe = new Semaphore(1);

    DecideOrder(
            Peer inventoryPeer,
            Notifications notifications,
            Decisions decisions,
            Orders orders,
            OwnSlots slots,
            OrderWatchers watchers,
            InstantSource clock) {
        this.inventoryPeer = inventoryPeer;
        this.inventory = new Inventory(inventoryPeer);
        this.notifications = notifications;
        this.decisions = decisions;
        this.orders = orders;
        this.slots = slots;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** Leave to begin an order; to be closed when it is over. */
    @FunctionalInterface
    public interface Leave extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether an order should be begun at all: empty while inventory is away, so that nothing half-done is stored. */
    public Optional<Leave> mayBegin() {
        return switch (inventoryPeer.trust()) {
            case FULL -> Optional.of(() -> {});
            case PROBED -> probe.tryAcquire() ? Optional.of(probe::release) : Optional.empty();
            case NONE -> Optional.empty();
        };
    }

    /** Decides over an order that was stored a moment ago. Blocks. Its problem, when a peer is away, is a 503. */
    public Status decide(long userId, long orderId, long totalMinor, String currency, List<Line> lines) {
        Inventory.Decision decision = inventory.reserve(orderId, lines);
        if (!decision.isReserved() && decision.rejected().isEmpty()) {
            return decisionOf(orderId);
        }
        Status status = decision.isReserved() ? Status.CONFIRMED : Status.REJECTED;
        Ownership owner = slots.require(OrderId.slot(orderId));
        return take(
                status,
                OrderEvents.changed(
                        new Lifecycle(orderId, userId, status, VERSION),
                        new StatusChange(status, clock.instant(), owner.region(), owner.epoch()),
                        totalMinor,
                        currency,
                        lines,
                        decision.rejected()));
    }

    private Status decide(Order order) {
        return decide(order.lifecycle().userId(), order.id(), order.totalMinor(), order.currency(), order.lines());
    }

    /** What was decided over an order that was stored earlier; decides now when nobody has. Blocks. */
    public Status decideOrRead(long orderId) {
        Order order = orders.find(orderId).orElseThrow(() -> new IllegalStateException("no order " + orderId));
        return order.status() == Status.PENDING ? decide(order) : decisionOf(order);
    }

    @Override
    public void finish(long orderId) {
        orders.find(orderId).filter(order -> order.status() == Status.PENDING).ifPresent(this::decide);
    }

    private Status take(Status status, OrderEvent event) {
        boolean told = notifications.send(EventMessage.of(event, Optional.empty()));
        if (!decisions.take(status, event, told)) {
            return decisionOf(event.orderId());
        }
        watchers.changed(event.orderId());
        return status;
    }

    private Status decisionOf(long orderId) {
        return orders.find(orderId).map(DecideOrder::decisionOf).orElse(Status.PENDING);
    }

    // The first answer was this one, whatever happened since.
    private static Status decisionOf(Order order) {
        return order.history().size() > 1 ? order.history().get(1).status() : order.status();
    }
}
