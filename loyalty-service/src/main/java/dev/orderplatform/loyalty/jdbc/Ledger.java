package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.AccountId;
import dev.orderplatform.loyalty.domain.AccountState;
import dev.orderplatform.loyalty.domain.Entry;
import dev.orderplatform.loyalty.domain.Journal;
import dev.orderplatform.loyalty.domain.Journal.Line;
import dev.orderplatform.loyalty.domain.Transfer;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes transfers: t_transfer, t_entry and t_account. */
@Component
final class Ledger {
    private static final String NEXT_BATCH = "SELECT nextval('seq_batch')";
    /** Inserted in sequence while the customers are locked, so seq grows with each of a customer's transfers. */
    private static final String TRANSFERS = """
        INSERT INTO t_transfer (transfer_id, batch_id, kind, user_id, order_id, points, balance_after, reason)
        SELECT id, ?, kind, user_id, order_id, points, balance_after, reason
        FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) WITH ORDINALITY
          AS t (id, kind, user_id, order_id, points, balance_after, reason, n)
        ORDER BY n
        """;

    private static final String ENTRIES = """
        INSERT INTO t_entry (owner, account, version, batch_id, transfer_id, kind, points, balance_after)
        SELECT owner, account, version, ?, id, kind, points, balance_after
        FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
          AS e (owner, account, version, id, kind, points, balance_after)
        """;
    /** The last statement of each transaction: all of them change this row, and wait from here to the commit only. */
    private static final String ISSUE = """
        WITH issued AS (
          INSERT INTO t_account AS a (owner, account, balance, version) VALUES (?, 'ISSUED', ?, 1)
          ON CONFLICT (owner, account) DO UPDATE SET balance = a.balance + ?, version = a.version + 1
          RETURNING a.owner, a.account, a.balance, a.version)
        INSERT INTO t_entry (owner, account, version, batch_id, points, balance_after)
        SELECT owner, account, version, ?, ?, balance FROM issued
        """;

    private final AccountTable accounts;
    private final int issuingAccounts;

    Ledger(AccountTable accounts, PointsProperties properties) {
        this.accounts = accounts;
        this.issuingAccounts = properties.issuingAccounts();
    }

    /**
     * Posts transfers in sequence. Must come last in its transaction: a commit follows while the shop's account is locked.
     *
     * @throws IllegalStateException if a customer has not enough points
     */
    void post(Transaction transaction, List<Transfer> transfers) throws SQLException {
        if (transfers.isEmpty()) {
            return;
        }
        Map<AccountId, AccountState> before = accounts.lock(transaction, Journal.accountsOf(transfers));
        Journal journal = Journal.of(transfers, before);
        long batch = nextBatch(transaction);
        insertTransfers(transaction, batch, journal.lines());
        accounts.save(transaction, journal.changedAccounts());
        insertEntries(transaction, batch, journal.entries());
        if (journal.involvesShop()) {
            issue(transaction, batch, journal.shopPoints());
        }
    }

    private static long nextBatch(Transaction transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepare(NEXT_BATCH);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insertTransfers(Transaction transaction, long batch, List<Line> lines) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(TRANSFERS)) {
            insert.setLong(1, batch);
            insert.setObject(2, Columns.texts(lines, line -> line.transfer().id()));
            insert.setObject(
                    3, Columns.texts(lines, line -> line.transfer().kind().name()));
            insert.setObject(4, Columns.longs(lines, line -> line.transfer().userId()));
            insert.setObject(5, Columns.longs(lines, line -> line.transfer().orderId()));
            insert.setObject(6, Columns.longs(lines, line -> line.transfer().points()));
            insert.setObject(7, Columns.longs(lines, Line::balanceAfter));
            insert.setObject(
                    8, Columns.texts(lines, line -> line.transfer().reason().orElse(null)));
            insert.executeUpdate();
        }
    }

    private static void insertEntries(Transaction transaction, long batch, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(ENTRIES)) {
            insert.setLong(1, batch);
            insert.setObject(2, Columns.longs(entries, entry -> entry.account().owner()));
            insert.setObject(
                    3, Columns.texts(entries, entry -> entry.account().account().name()));
            insert.setObject(4, Columns.longs(entries, entry -> entry.after().version()));
            insert.setObject(5, Columns.texts(entries, entry -> entry.transfer().id()));
            insert.setObject(
                    6, Columns.texts(entries, entry -> entry.transfer().kind().name()));
            insert.setObject(7, Columns.longs(entries, Entry::points));
            insert.setObject(8, Columns.longs(entries, entry -> entry.after().balance()));
            insert.executeUpdate();
        }
    }

    private void issue(Transaction transaction, long batch, long points) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(ISSUE)) {
            insert.setLong(1, batch % issuingAccounts);
            insert.setLong(2, points);
            insert.setLong(3, points);
            insert.setLong(4, batch);
            insert.setLong(5, points);
            insert.executeUpdate();
        }
    }
}
