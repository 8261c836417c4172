package dev.orderplatform.order.domain;

/** What an acknowledged order survives. */
public enum Durability {
    /** Any crash; the loss of its region costs what was not replicated yet. */
    REGION,
    /** The loss of its region too: it is written in two before it is acknowledged. */
    MULTI_REGION
}
