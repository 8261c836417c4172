package dev.orderplatform.loyalty.domain;

import java.util.Comparator;

/**
 * An account.
 *
 * @param owner the customer's user id; of an ISSUED account, its number from 0
 */
public record AccountId(long owner, Account account) implements Comparable<AccountId> {
    /** The order in which accounts are locked, so that transactions do not deadlock: POSTED before PENDING. */
    private static final Comparator<AccountId> LOCK_ORDER =
            Comparator.comparingLong(AccountId::owner).thenComparing(AccountId::account);

    @Override
    public int compareTo(AccountId other) {
        return LOCK_ORDER.compare(this, other);
    }
}
