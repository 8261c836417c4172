package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as it is stored.
 *
 * @param region home region when it was accepted
 * @param xid the global transaction that wrote it, for MULTI_REGION
 * @param totalMinor in minor units of {@code currency}
 * @param idempotencyKey empty once its retention is over
 * @param bodyHash base64, empty with the key
 * @param history every status, oldest first
 */
public record Order(
        Lifecycle lifecycle,
        String region,
        long epoch,
        Durability durability,
        Optional<String> xid,
        long totalMinor,
        String currency,
        Instant createdAt,
        Optional<Rejection> rejection,
        List<StatusChange> history,
        List<Line> lines,
        String idempotencyKey,
        String bodyHash) {

    /** The same order with these lines. */
    public Order withLines(List<Line> lines) {
        return new Order(
                lifecycle,
                region,
                epoch,
                durability,
                xid,
                totalMinor,
                currency,
                createdAt,
                rejection,
                history,
                lines,
                idempotencyKey,
                bodyHash);
    }

    public long id() {
        return lifecycle.orderId();
    }

    public Status status() {
        return lifecycle.status();
    }
}
