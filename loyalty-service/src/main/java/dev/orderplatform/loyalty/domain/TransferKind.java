package dev.orderplatform.loyalty.domain;

/** Why points move, and between which accounts. */
public enum TransferKind {
    /** The order is paid. */
    PENDING(Account.ISSUED, Account.PENDING),
    /** The order is delivered. */
    POSTED(Account.PENDING, Account.POSTED),
    /** A refund of the order was requested while its points were pending. */
    VOIDED(Account.PENDING, Account.ISSUED),
    /** A correction takes posted points back. */
    REVERSED(Account.POSTED, Account.ISSUED),
    /** Points are not used in time. */
    EXPIRED(Account.POSTED, Account.ISSUED);

    private final Account from;
    private final Account to;

    TransferKind(Account from, Account to) {
        this.from = from;
        this.to = to;
    }

    public Account from() {
        return from;
    }

    public Account to() {
        return to;
    }

    /** Whether it moves points between customer and shop, not between two accounts of the customer. */
    public boolean involvesShop() {
        return from == Account.ISSUED || to == Account.ISSUED;
    }
}
