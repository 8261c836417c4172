package dev.orderplatform.notification.writing;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.notification.domain.Message;
import java.time.Instant;

/**
 * A notification to be inserted.
 *
 * @param at when the event happened
 */
public record Draft(EventId eventId, long userId, long orderId, String type, Instant at, Message message) {

    public static Draft of(OrderEvent event) {
        return new Draft(event.id(), event.userId(), event.orderId(), event.type(), event.at(), Message.about(event));
    }
}
