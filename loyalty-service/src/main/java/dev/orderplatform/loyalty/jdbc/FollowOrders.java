package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.loyalty.domain.OrderPoints;
import dev.orderplatform.loyalty.domain.Transfer;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Applies the order events of one poll in one transaction: inbox, the orders' points, and the transfers. */
@Component
final class FollowOrders implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final InboxTable inbox;
    private final OrderPointsTable orders;
    private final Ledger ledger;

    FollowOrders(DataSource database, InboxTable inbox, OrderPointsTable orders, Ledger ledger) {
        this.database = database;
        this.inbox = inbox;
        this.orders = orders;
        this.ledger = ledger;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        List<OrderEvent> relevant = received.stream()
                .map(ReceivedEvent::event)
                .filter(OrderPoints::isRelevant)
                .toList();
        if (!relevant.isEmpty()) {
            Transaction.run(database, transaction -> apply(transaction, relevant));
        }
    }

    /** Returns the number of transfers. */
    private int apply(Transaction transaction, List<OrderEvent> events) throws SQLException {
        // First: a concurrent duplicate of the batch blocks here, and then finds its events applied.
        Set<EventId> newEvents =
                inbox.recordNew(transaction, events.stream().map(OrderEvent::id).toList());
        List<OrderEvent> due =
                events.stream().filter(event -> newEvents.contains(event.id())).toList();
        Map<Long, OrderPoints> before =
                orders.lock(transaction, due.stream().map(OrderEvent::orderId).collect(Collectors.toSet()));
        Map<Long, OrderPoints> after = new TreeMap<>(before);
        List<Transfer> transfers = new ArrayList<>();
        for (OrderEvent event : due) {
            OrderPoints order = after.getOrDefault(event.orderId(), OrderPoints.of(event.orderId(), event.userId()));
            OrderPoints.Change change = order.after(event);
            after.put(event.orderId(), change.after());
            transfers.addAll(change.transfers());
        }
        save(transaction, before, after);
        ledger.post(transaction, transfers);
        return transfers.size();
    }

    private void save(Transaction transaction, Map<Long, OrderPoints> before, Map<Long, OrderPoints> after)
            throws SQLException {
        List<OrderPoints> inserted = new ArrayList<>();
        List<OrderPoints> updated = new ArrayList<>();
        after.forEach((orderId, order) -> {
            if (!before.containsKey(orderId)) {
                inserted.add(order);
            } else if (!order.equals(before.get(orderId))) {
                updated.add(order);
            }
        });
        orders.insert(transaction, inserted);
        orders.update(transaction, updated);
    }
}
