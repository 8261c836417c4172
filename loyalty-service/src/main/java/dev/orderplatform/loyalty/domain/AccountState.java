package dev.orderplatform.loyalty.domain;

/**
 * An account's balance.
 *
 * @param version number of its entries
 */
public record AccountState(long balance, long version) {

    /** With one more entry. */
    AccountState plus(long points) {
        return new AccountState(Math.addExact(balance, points), version + 1);
    }
}
