package dev.orderplatform.runtime.backlog;

import java.time.Instant;

/**
 * What waits in a region's databases.
 *
 * @param measured when it was counted
 * @param unpublished events in the outbox of the region's orders
 * @param orderService events that order-service stored: of types that it does not know, and those behind them
 * @param inventoryService the same of inventory-service
 * @param gaps other regions' orders whose replicas wait for a missing event
 */
public record DatabaseBacklog(
        Instant measured, Waiting unpublished, Waiting orderService, Waiting inventoryService, Waiting gaps) {

    String text() {
        return """
            measured=%s
            unpublished=%s
            order-service=%s
            inventory-service=%s
            gaps=%s
            """.formatted(measured, unpublished.text(), orderService.text(), inventoryService.text(), gaps.text());
    }

    static DatabaseBacklog parse(Fields fields) {
        return new DatabaseBacklog(
                Instant.parse(fields.of("measured")),
                Waiting.parse(fields.of("unpublished")),
                Waiting.parse(fields.of("order-service")),
                Waiting.parse(fields.of("inventory-service")),
                Waiting.parse(fields.of("gaps")));
    }
}
