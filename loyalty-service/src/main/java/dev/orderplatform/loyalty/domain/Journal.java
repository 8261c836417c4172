package dev.orderplatform.loyalty.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The transfers of one transaction with their entries in customers' accounts. The shop's account is in every transfer but
 * POSTED, so it gets one entry for all of them, of {@link #shopPoints} points.
 */
public final class Journal {
    private final Map<AccountId, AccountState> accounts;
    private final Set<AccountId> changed = new HashSet<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A transfer in a customer's statement.
     *
     * @param balanceAfter of the customer's POSTED account
     */
    public record Line(Transfer transfer, long balanceAfter) {}

    private Journal(Map<AccountId, AccountState> accounts) {
        this.accounts = new HashMap<>(accounts);
    }

    /**
     * The customers' accounts that must be locked. POSTED is always among them: it is in every statement line, and it
     * serialises the customer's transfers.
     */
    public static SortedSet<AccountId> accountsOf(List<Transfer> transfers) {
        SortedSet<AccountId> accounts = new TreeSet<>();
        for (Transfer transfer : transfers) {
            accounts.add(new AccountId(transfer.userId(), Account.POSTED));
            if (transfer.kind().from() == Account.PENDING || transfer.kind().to() == Account.PENDING) {
                accounts.add(new AccountId(transfer.userId(), Account.PENDING));
            }
        }
        return accounts;
    }

    /**
     * Applies transfers in sequence.
     *
     * @param before all of {@link #accountsOf}
     * @throws IllegalStateException if a balance would become negative by another transfer than a REVERSED one
     */
    public static Journal of(List<Transfer> transfers, Map<AccountId, AccountState> before) {
        Journal journal = new Journal(before);
        transfers.forEach(journal::apply);
        return journal;
    }

    private void apply(Transfer transfer) {
        change(transfer, transfer.kind().from(), -transfer.amount());
        change(transfer, transfer.kind().to(), transfer.amount());
        lines.add(new Line(transfer, stateOf(transfer.userId(), Account.POSTED).balance()));
    }

    private void change(Transfer transfer, Account account, long points) {
        if (account == Account.ISSUED) {
            return;
        }
        AccountState after = stateOf(transfer.userId(), account).plus(points);
        if (points < 0 && after.balance() < 0 && transfer.kind() != TransferKind.REVERSED) {
            throw new IllegalStateException(transfer.id() + " needs " + transfer.amount() + " " + account
                    + " points, of which " + -after.balance() + " are missing");
        }
        AccountId id = new AccountId(transfer.userId(), account);
        accounts.put(id, after);
        changed.add(id);
        entries.add(new Entry(id, transfer, points, after));
    }

    private AccountState stateOf(long userId, Account account) {
        AccountState state = accounts.get(new AccountId(userId, account));
        if (state == null) {
            throw new IllegalArgumentException(account + " account of user " + userId + " is not locked");
        }
        return state;
    }

    /** The transfers as their customers see them, in sequence. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The entries in customers' accounts, in sequence. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The states of the customers' accounts that have an entry. */
    public Map<AccountId, AccountState> changedAccounts() {
        Map<AccountId, AccountState> states = new HashMap<>(accounts);
        states.keySet().retainAll(changed);
        return states;
    }

    /** Whether the shop's account has an entry; its points may be zero. */
    public boolean involvesShop() {
        return lines.stream().anyMatch(line -> line.transfer().kind().involvesShop());
    }

    /** What the transfers add to the shop's account: minus what customers have gained. */
    public long shopPoints() {
        return lines.stream().mapToLong(line -> line.transfer().shopPoints()).reduce(0, Math::addExact);
    }
}
