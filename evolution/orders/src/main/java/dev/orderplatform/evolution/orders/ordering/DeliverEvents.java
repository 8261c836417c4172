package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.evolution.orders.services.Inventory;
import dev.orderplatform.evolution.orders.services.Notifications;
import dev.orderplatform.evolution.orders.services.ServiceUnavailable;
import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Orders;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends the events of a decided order to the services that have not received them yet. Blocking. */
@Component
final class DeliverEvents {
    private static final Logger log = LoggerFactory.getLogger(DeliverEvents.class);

    private final Inventory inventory;
    private final Notifications notifications;
    private final Orders orders;

    DeliverEvents(Inventory inventory, Notifications notifications, Orders orders) {
        this.inventory = inventory;
        this.notifications = notifications;
        this.orders = orders;
    }

    /** Notifies the customer; false if that failed. A failed notification never fails the order. */
    boolean tryToNotify(Order decided) {
        try {
            decided.undeliveredEvents().forEach(notifications::send);
            return true;
        } catch (ServiceUnavailable | CallNotPermittedException e) {
            log.debug("the notification about order {} is postponed", decided.id(), e);
            return false;
        }
    }

    /** Sends the events in sequence, oldest first. After a failure, the rest stays undelivered and can be sent later. */
    void deliver(Order order) {
        List<OrderEvent> events = order.undeliveredEvents();
        // Releases before it notifies: others can buy the stock even while the notification service is down.
        if (events.stream().anyMatch(OrderCancelledEvent.class::isInstance)) {
            inventory.release(order.id());
        }
        for (OrderEvent event : events) {
            notifications.send(event);
            orders.markDelivered(order.id(), event.version());
        }
    }
}
