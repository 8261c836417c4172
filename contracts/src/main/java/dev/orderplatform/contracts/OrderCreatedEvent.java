package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * An order was accepted and is PENDING. Always version 1.
 *
 * @param durability REGION or MULTI_REGION
 * @param totalMinor sum over the lines, in minor units of {@code currency} (ISO 4217)
 * @param idempotencyKey key of the user's request; empty after the key's retention
 * @param bodyHash base64 SHA-256 of the request, which distinguishes a retry from another request with the same key;
 *     empty when the key is
 */
public record OrderCreatedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        String durability,
        long totalMinor,
        String currency,
        List<Line> lines,
        String idempotencyKey,
        String bodyHash)
        implements OrderEvent {

    public OrderCreatedEvent {
        Require.ids(orderId, version, epoch);
        lines = Require.lines(lines);
    }
}
