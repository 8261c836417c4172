package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;

/**
 * Computes the ledger of points again from its entries. The database compares, in the order of its indexes where there is
 * one, and returns offenders only.
 */
final class PointsLedger {

    private static final String SUM = "SELECT coalesce(sum(balance), 0) FROM t_account";
    /** Each entry has the next version of its account, and the balance that its points lead to. */
    private static final String BROKEN_ENTRIES = """
        SELECT account, owner, version, points, balance_after FROM (
          SELECT *, row_number() OVER entries AS number, sum(points) OVER entries AS balance FROM t_entry
          WINDOW entries AS (PARTITION BY owner, account ORDER BY version)) AS e
        WHERE version <> number OR balance_after <> balance
        """;

    private static final String BROKEN_ACCOUNTS = """
        SELECT account, owner, coalesce(a.balance, 0), coalesce(a.version, 0), coalesce(e.balance, 0), coalesce(e.entries, 0)
        FROM t_account a FULL JOIN (
          SELECT owner, account, sum(points) AS balance, count(*) AS entries FROM t_entry GROUP BY owner, account) AS e
          USING (owner, account)
        WHERE (a.balance, a.version) IS DISTINCT FROM (coalesce(e.balance, 0), coalesce(e.entries, 0))
        """;
    /** The entries of a transfer in its customer's accounts are those of its kind, and no others. */
    private static final String BROKEN_TRANSFERS = """
        SELECT coalesce(t.order_id, 0), transfer_id FROM (
          SELECT *,
            CASE WHEN kind IN ('POSTED', 'REVERSED', 'EXPIRED') THEN points END AS posted,
            CASE kind WHEN 'PENDING' THEN points WHEN 'VOIDED' THEN points WHEN 'POSTED' THEN -points END AS pending
          FROM t_transfer) AS t
        FULL JOIN (
          SELECT transfer_id, owner AS user_id, batch_id, kind,
            sum(points) FILTER (WHERE account = 'POSTED') AS posted,
            sum(points) FILTER (WHERE account = 'PENDING') AS pending
          FROM t_entry WHERE transfer_id IS NOT NULL GROUP BY transfer_id, owner, batch_id, kind) AS e
          USING (transfer_id)
        WHERE (t.user_id, t.batch_id, t.kind, t.posted, t.pending) IS DISTINCT FROM
          (e.user_id, e.batch_id, e.kind, e.posted, e.pending)
        """;
    /** The balance in a customer's statement is that of the posted points up to the transfer. */
    private static final String BROKEN_BALANCES = """
        SELECT order_id, transfer_id, balance_after, balance FROM (
          SELECT order_id, transfer_id, balance_after, coalesce(
            sum(points) FILTER (WHERE kind IN ('POSTED', 'REVERSED', 'EXPIRED')) OVER (PARTITION BY user_id ORDER BY seq), 0)
            AS balance
          FROM t_transfer) AS t
        WHERE balance_after <> balance
        """;

    private static final String BROKEN_BATCHES = """
        SELECT batch_id, coalesce(issued, 0), coalesce(entered, 0) FROM (
          SELECT batch_id, -sum(points) AS issued FROM t_transfer WHERE kind <> 'POSTED' GROUP BY batch_id) AS t
        FULL JOIN (
          SELECT batch_id, sum(points) AS entered FROM t_entry WHERE account = 'ISSUED' GROUP BY batch_id) AS e
          USING (batch_id)
        WHERE issued IS DISTINCT FROM entered
        """;

    private final ReadOnlyDatabase database;

    PointsLedger(ReadOnlyDatabase database) {
        this.database = database;
    }

    void check(Findings findings) {
        var sum = database.number(SUM);
        if (sum != 0) {
            findings.breach("the accounts of points sum to " + sum + ", not 0");
        }
        checkAccounts(findings);
        checkTransfers(findings);
    }

    private void checkAccounts(Findings findings) {
        database.each(
                BROKEN_ENTRIES,
                row -> findings.breach("%s account of %d: entry %d of %d points does not lead to a balance of %d"
                        .formatted(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
        database.each(
                BROKEN_ACCOUNTS,
                row -> findings.breach("%s account of %d: balance %d, version %d, but its %6$d entries sum to %5$d"
                        .formatted(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6))));
    }

    private void checkTransfers(Findings findings) {
        database.each(
                BROKEN_TRANSFERS,
                row -> findings.breach("%d: the entries of transfer %s are not those of its kind and points"
                        .formatted(row.getLong(1), row.getString(2))));
        database.each(
                BROKEN_BALANCES,
                row -> findings.breach("%d: transfer %s says a balance of %d, but it was %d"
                        .formatted(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4))));
        database.each(
                BROKEN_BATCHES,
                row -> findings.breach("batch %d: its transfers add %d points to the shop's account, its entry %d"
                        .formatted(row.getLong(1), row.getLong(2), row.getLong(3))));
    }
}
