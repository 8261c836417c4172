package dev.orderplatform.order.synchronous;

import dev.orderplatform.kafka.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends order events to notification-service over HTTP. A repeated event leads to one notification. */
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final Peer peer;

    Notifications(Peer peer) {
        this.peer = peer;
    }

    private record PublishedEvent(String type, String event) {}

    /** Whether it has the event now. An order never fails because its customer can't be notified. */
    boolean send(EventMessage message) {
        try {
            peer.call(client -> client.post()
                    .uri("/internal/notifications")
                    .bodyValue(new PublishedEvent(message.type(), message.payload()))
                    .retrieve()
                    .toBodilessEntity());
            return true;
        } catch (PeerUnavailable e) {
            log.debug("the notification about order {} is postponed", message.partitionKey(), e);
            return false;
        }
    }
}
