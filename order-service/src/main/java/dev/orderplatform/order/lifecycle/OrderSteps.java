package dev.orderplatform.order.lifecycle;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.OrderWatchers;
import dev.orderplatform.outbox.OutboxKey;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes orders from state to state: locks them, asks the domain, stores the step with its event, and publishes after the
 * commit. All orders of a call lie in one database.
 */
@Component
class OrderSteps {
    /** An event that wants a step answers the order's first one, so that was published, and there is none between. */
    private static final List<OutboxKey> NOTHING_WAITS = List.of();

    private final Shards shards;
    private final OrderOutbox outbox;
    private final OrderWatchers watchers;
    private final InstantSource clock;

    OrderSteps(Shards shards, OrderOutbox outbox, OrderWatchers watchers, InstantSource clock) {
        this.shards = shards;
        this.outbox = outbox;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** What a caller does with an order before it takes its step, such as asking whose it is. */
    @FunctionalInterface
    interface Guard {
        /** Empty when the order takes no step. */
        Optional<Lifecycle> step(WantedStep wanted, Optional<Lifecycle> present);
    }

    /** A step that the state forbids is left out: whoever wanted it came too late. */
    static Optional<Lifecycle> ifAllowed(WantedStep wanted, Optional<Lifecycle> present) {
        try {
            return present.map(wanted::from);
        } catch (IllegalTransition _) {
            return Optional.empty();
        }
    }

    /**
     * Takes steps in one transaction; blocks until its commit is durable.
     *
     * @param causes ids of the events that want them, for the inbox; empty when a user does
     * @return the steps that were taken
     */
    List<TakenStep> take(List<WantedStep> wanted, Map<String, Long> causes, Guard guard) {
        Committed committed = Transaction.run(shards.sharded(), connection -> take(connection, wanted, causes, guard));
        outbox.committed(committed.events, committed.waiting);
        committed.steps.forEach(step -> watchers.changed(step.after().orderId()));
        return committed.steps;
    }

    private Committed take(Connection connection, List<WantedStep> wanted, Map<String, Long> causes, Guard guard)
            throws SQLException {
        LifecycleRows rows = new LifecycleRows(connection);
        // The first word of a batch holds: later ones are repeats.
        Map<Long, WantedStep> byOrder = new LinkedHashMap<>();
        wanted.forEach(step -> byOrder.putIfAbsent(step.orderId(), step));
        List<TakenStep> steps = decide(byOrder, rows.lock(byOrder.keySet()), guard);
        List<OutboxKey> waiting = causes.isEmpty() ? outbox.waiting(connection, orderIds(steps)) : NOTHING_WAITS;
        List<EventMessage> events = steps.stream().map(TakenStep::event).toList();
        rows.store(causes, steps, events);
        return new Committed(steps, events, waiting);
    }

    private static List<Long> orderIds(List<TakenStep> steps) {
        return steps.stream().map(step -> step.after().orderId()).toList();
    }

    private List<TakenStep> decide(Map<Long, WantedStep> wanted, Map<Long, Lifecycle> present, Guard guard) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<TakenStep> steps = new ArrayList<>();
        wanted.forEach((orderId, step) -> guard.step(step, Optional.ofNullable(present.get(orderId)))
                .ifPresent(after -> steps.add(new TakenStep(step, after, at))));
        return steps;
    }

    private record Committed(List<TakenStep> steps, List<EventMessage> events, List<OutboxKey> waiting) {}
}
