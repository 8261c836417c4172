package dev.orderplatform.order.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How an order was accepted. Never changes, except that the idempotency key is deleted after its retention.
 *
 * @param region home region at that time
 * @param at the time inside the order's id
 * @param xid the global transaction that wrote the order, for MULTI_REGION
 * @param idempotencyKey empty once its retention has expired
 * @param bodyHash hash of the request's content, base64; empty whenever the key is
 */
public record Acceptance(
        String region,
        long epoch,
        Instant at,
        Durability durability,
        Optional<String> xid,
        String idempotencyKey,
        String bodyHash) {

    Acceptance in(String transaction) {
        return new Acceptance(region, epoch, at, durability, Optional.of(transaction), idempotencyKey, bodyHash);
    }
}
