package dev.orderplatform.loyalty.domain;

/** A kind of account. The balances of all accounts together are always zero. */
public enum Account {
    /** The shop's: minus the points that customers have now. There may be several. */
    ISSUED,
    /** A customer's points that count. */
    POSTED,
    /** A customer's points of paid orders that are not delivered yet. */
    PENDING
}
