package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.OrderWatchers;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes orders from state to state: locks them, asks the domain, stores the step with its event, and publishes after the
 * commit. All orders of a call lie in one database.
 */
@Component
class OrderSteps {
    /** The first step that an event requests replies to version 1, which therefore has been published. */
    private static final int FIRST_REPLY = 2;

    private final Shards shards;
    private final OwnSlots slots;
    private final OrderOutbox outbox;
    private final OrderWatchers watchers;
    private final InstantSource clock;

    OrderSteps(Shards shards, OwnSlots slots, OrderOutbox outbox, OrderWatchers watchers, InstantSource clock) {
        this.shards = shards;
        this.slots = slots;
        this.outbox = outbox;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** What a caller does with an order before it takes its step, such as asking whose it is. */
    @FunctionalInterface
    interface Guard {
        /** Empty when the order takes no step. */
        Optional<Lifecycle> step(WantedStep wanted, Optional<Lifecycle> present) throws SQLException;
    }

    /**
     * For steps that events request: one that is repeated or comes too late is left out; one that comes too early fails the
     * batch, so that its event is not recorded as applied.
     */
    static Optional<Lifecycle> ifAllowed(WantedStep wanted, Optional<Lifecycle> present) throws SQLTransientException {
        // Nothing says that such an order will ever come, so its event must not hold up the others: as a dead letter it
        // is kept and can be replayed.
        Lifecycle order =
                present.orElseThrow(() -> new IllegalStateException("order " + wanted.orderId() + " is not there"));
        try {
            return Optional.of(wanted.from(order));
        } catch (IllegalTransition e) {
            if (e.isTooEarly()) {
                // Somebody else is about to take the step before it: the consumer tries again until then.
                throw new SQLTransientException(e.getMessage(), e);
            }
            return Optional.empty();
        }
    }

    /**
     * Takes steps in one transaction, those of one order one after the other; blocks until its commit is durable.
     *
     * @param causes ids of the events that want them, for the inbox; empty when a user does
     * @return the steps that were taken
     * @throws dev.orderplatform.order.ownership.NotOwner when another region owns the slot of an order
     */
    List<TakenStep> take(List<WantedStep> wanted, Map<String, Long> causes, Guard guard) {
        return Transaction.run(shards.sharded(), transaction -> take(transaction, wanted, causes, guard));
    }

    private List<TakenStep> take(
            Transaction transaction, List<WantedStep> wanted, Map<String, Long> causes, Guard guard)
            throws SQLException {
        LifecycleRows rows = new LifecycleRows(transaction.connection());
        Set<Long> orderIds =
                wanted.stream().map(WantedStep::orderId).collect(Collectors.toCollection(LinkedHashSet::new));
        List<TakenStep> steps = decide(wanted, rows.lock(orderIds), guard);
        List<EventMessage> events = steps.stream().map(TakenStep::event).toList();
        rows.store(causes, steps, events);
        outbox.publishAfterCommit(transaction, events, overtaking(steps, !causes.isEmpty()));
        transaction.afterCommit(
                () -> steps.forEach(step -> watchers.changed(step.after().orderId())));
        return steps;
    }

    private List<TakenStep> decide(List<WantedStep> wanted, Map<Long, PresentOrder> locked, Guard guard)
            throws SQLException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Long, PresentOrder> present = new HashMap<>(locked);
        List<TakenStep> steps = new ArrayList<>();
        for (WantedStep step : wanted) {
            Optional<PresentOrder> order = Optional.ofNullable(present.get(step.orderId()));
            Optional<Lifecycle> state = guard.step(step, order.map(PresentOrder::lifecycle));
            if (order.isPresent() && state.isPresent()) {
                PresentOrder after = order.get().in(state.get());
                present.put(step.orderId(), after);
                steps.add(new TakenStep(step, after, change(state.get(), at)));
            }
        }
        return steps;
    }

    private StatusChange change(Lifecycle after, Instant at) {
        Ownership owner = slots.require(OrderId.slot(after.orderId()));
        return new StatusChange(after.status(), at, owner.region(), owner.epoch());
    }

    /** The orders of which an earlier event may be unpublished, this transaction's own included. */
    private static Set<Long> overtaking(List<TakenStep> steps, boolean requestedByEvents) {
        return steps.stream()
                .map(TakenStep::after)
                .filter(after -> !requestedByEvents || after.version() > FIRST_REPLY)
                .map(Lifecycle::orderId)
                .collect(Collectors.toSet());
    }
}
