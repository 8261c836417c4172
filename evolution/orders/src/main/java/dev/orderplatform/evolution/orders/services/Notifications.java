package dev.orderplatform.evolution.orders.services;

import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.OrderEvent;

/** Sends an order's events to the notification service over HTTP. A repeated event creates no second notification. */
public final class Notifications {
    private final ResilientClient service;

    Notifications(ResilientClient service) {
        this.service = service;
    }

    private record SentEvent(String type, String event) {}

    /** Returns when the notification is stored. */
    public void send(OrderEvent event) {
        service.guard(() -> service.call(client -> client.post()
                .uri("/internal/notifications")
                .bodyValue(new SentEvent(event.type(), EventJson.write(event)))
                .retrieve()
                .toBodilessEntity()));
    }
}
