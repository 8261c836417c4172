package dev.orderplatform.order.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How an order was accepted. Nothing of it changes later, but that the key is forgotten.
 *
 * @param region home region at that time
 * @param at the time inside the order's id
 * @param xid the global transaction that wrote the order, for MULTI_REGION
 * @param idempotencyKey empty once its retention is over
 * @param bodyHash of what was requested, base64; empty with the key
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
