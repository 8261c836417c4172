package dev.orderplatform.order.synchronous;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.Publisher;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other services what they do not know yet: inventory of cancellations, notification of everything. */
final class OwedEvents implements Publisher {
    private static final Logger log = LoggerFactory.getLogger(OwedEvents.class);

    private final OwedRows rows;
    private final Inventory inventory;
    private final Notifications notifications;

    OwedEvents(OwedRows rows, Inventory inventory, Notifications notifications) {
        this.rows = rows;
        this.inventory = inventory;
        this.notifications = notifications;
    }

    /** Right after the commit, and in the request that made it. What fails stays in its table. */
    @Override
    public void publish(OutboxTable table, List<EventMessage> events, Map<String, List<EventId>> earlier) {
        events.stream().map(OrderOutbox::orderId).distinct().forEach(this::pay);
    }

    /** Pays what is owed of an order, oldest first; false when something is left. */
    boolean pay(long orderId) {
        try {
            for (EventMessage event : rows.of(orderId)) {
                if (event.type().equals(OrderCancelledEvent.class.getSimpleName())) {
                    inventory.release(orderId);
                }
                if (!notifications.send(event)) {
                    return false;
                }
                rows.delete(event);
            }
            return true;
        } catch (RuntimeException e) {
            log.warn("what is owed of order {} is left for later: {}", orderId, e.getMessage());
            return false;
        }
    }
}
