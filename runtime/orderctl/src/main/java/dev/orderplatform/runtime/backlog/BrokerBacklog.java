package dev.orderplatform.runtime.backlog;

import java.time.Instant;

/**
 * What waits at a region's broker.
 *
 * @param measured when it was counted
 * @param unreplicated order events that the other region has not applied yet
 */
public record BrokerBacklog(Instant measured, long unreplicated) {

    String text() {
        return """
            measured=%s
            unreplicated=%d
            """.formatted(measured, unreplicated);
    }

    static BrokerBacklog parse(Fields fields) {
        return new BrokerBacklog(Instant.parse(fields.of("measured")), Long.parseLong(fields.of("unreplicated")));
    }
}
