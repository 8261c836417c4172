package dev.orderplatform.order.domain;

/** The failures that an acknowledged order survives. */
public enum Durability {
    /** Any crash. If its region is lost, an order that was not replicated yet is lost too. */
    REGION,
    /** Also the loss of its region: it is written in two regions before it is acknowledged. */
    MULTI_REGION
}
