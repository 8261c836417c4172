package dev.orderplatform.outbox;

/** Identity of a row: which event of which order. */
public record OutboxKey(long orderId, int version) {}
