package dev.orderplatform.order.synchronous;

import dev.orderplatform.kafka.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells notification-service over HTTP what happened to an order. An event that it is told twice is one notification. */
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final Peer peer;

    Notifications(Peer peer) {
        this.peer = peer;
    }

    private record Told(String type, String event) {}

    /** Whether it knows now. An order never fails because its customer can't be told. */
    boolean tell(EventMessage message) {
        try {
            peer.call(client -> client.post()
                    .uri("/internal/notifications")
                    .bodyValue(new Told(message.type(), message.payload()))
                    .retrieve()
                    .toBodilessEntity());
            return true;
        } catch (PeerUnavailable e) {
            log.debug("order {} is told later", message.partitionKey(), e);
            return false;
        }
    }
}
