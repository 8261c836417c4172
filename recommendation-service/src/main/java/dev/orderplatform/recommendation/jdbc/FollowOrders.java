package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Applies the order events of one poll in one transaction: inbox, baskets and counts. Only events that say something
 * about a basket are recorded in the inbox.
 */
@Component
final class FollowOrders implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final BasketTable baskets;
    private final GenerationTable generations;
    private final InboxTable inbox;
    private final CountingProperties properties;

    FollowOrders(
            DataSource database,
            BasketTable baskets,
            GenerationTable generations,
            InboxTable inbox,
            CountingProperties properties) {
        this.database = database;
        this.baskets = baskets;
        this.generations = generations;
        this.inbox = inbox;
        this.properties = properties;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        List<BasketEvent> events = received.stream()
                .map(ReceivedEvent::event)
                .flatMap(event -> Basket.of(event).map(basket -> new BasketEvent(event.id(), basket)).stream())
                .toList();
        if (!events.isEmpty()) {
            Transaction.run(database, transaction -> apply(transaction, events));
        }
    }

    /** An event, and what it says about its order's basket. */
    private record BasketEvent(EventId id, Basket basket) {}

    private int apply(Transaction transaction, List<BasketEvent> events) throws SQLException {
        // Before the lock: a concurrent duplicate of the batch blocks here, and then finds its events applied.
        Set<EventId> newEvents = inbox.recordNew(
                transaction, events.stream().map(BasketEvent::id).toList());
        if (newEvents.isEmpty()) {
            return 0;
        }
        List<Generation> locked = generations.lock(transaction);
        Map<Long, Basket> before = baskets.find(
                transaction,
                events.stream().map(event -> event.basket().orderId()).toList());
        Map<Long, Basket> after = new TreeMap<>(before);
        Instant oldest = properties.oldest();
        for (BasketEvent event : events) {
            Basket basket = event.basket();
            // An order whose basket may have been deleted must not count again.
            if (newEvents.contains(event.id())
                    && !OrderId.time(basket.orderId()).isBefore(oldest)) {
                after.merge(basket.orderId(), basket, Basket::merge);
            }
        }
        return save(transaction, locked, before, after.values());
    }

    private int save(
            Transaction transaction, List<Generation> locked, Map<Long, Basket> before, Collection<Basket> after)
            throws SQLException {
        List<Basket> changed = new ArrayList<>();
        List<Basket> entering = new ArrayList<>();
        List<Basket> leaving = new ArrayList<>();
        for (Basket basket : after) {
            Basket was = before.get(basket.orderId());
            if (!basket.equals(was)) {
                changed.add(basket);
                if (was != null && was.isCounted()) {
                    leaving.add(was);
                } else if (basket.isCounted()) {
                    entering.add(basket);
                }
            }
        }
        baskets.save(transaction, changed);
        generations.count(transaction, locked, entering, leaving);
        return changed.size();
    }
}
