package dev.orderplatform.notification.writing;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.notification.domain.Message;

/** A notification to be inserted. */
public record Draft(EventId eventId, long userId, long orderId, String type, Message message) {

    public static Draft of(OrderEvent event) {
        return new Draft(event.id(), event.userId(), event.orderId(), event.type(), Message.about(event));
    }
}
