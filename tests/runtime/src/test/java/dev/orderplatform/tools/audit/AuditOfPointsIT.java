package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertClean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.PlatformFixture;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger of points compared with the orders, and with itself. */
class AuditOfPointsIT extends AuditedPlatform {

    private static final int POINTS_INVARIANT = 10;
    private static final int USER = 7;
    private static final long POINTS = 3 * PlatformFixture.PRICE / 100;

    @Test
    void ordersOfAllStatesOfOneUserAreClean() throws Exception {
        order("PENDING", "CONFIRMED");
        order("PENDING", "CONFIRMED", "PAID");
        order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        order("PENDING", "CONFIRMED", "CANCELLED", "REFUND_PENDING", "REFUNDED");
        order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "REFUND_PENDING");
        var delivered = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        var verdicts = audit();
        assertClean(verdicts);
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.id() == POINTS_INVARIANT)
                .first()
                .extracting(Verdict::checked)
                .isEqualTo(13L); // seven transfers and six orders
        expire(delivered);
        assertClean(audit());
    }

    // ---- the orders

    @Test
    void namesADeliveredOrderWithoutPostedPoints() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        clearLedger();
        assertBroken(points(), order + ": DELIVERED, 0 points are posted, not " + POINTS);
    }

    @Test
    void namesAPaidOrderWithoutPendingPoints() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        clearLedger();
        assertBroken(points(), order + ": PAID, 0 points are pending, not " + POINTS);
    }

    @Test
    void namesAnOrderWhosePointsWereNotVoided() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        loyalty("DELETE FROM t_transfer WHERE kind = 'VOIDED'");
        loyalty("DELETE FROM t_entry WHERE batch_id NOT IN (SELECT batch_id FROM t_transfer)");
        balanceAccounts();
        assertBroken(points(), order + ": REFUNDED, " + POINTS + " points are pending, not 0");
    }

    @Test
    void namesPostedPointsOfAnUndeliveredOrder() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        loyalty("UPDATE t_transfer SET kind = 'POSTED', balance_after = points");
        var verdict = points();
        assertBroken(verdict, order + ": SHIPPED, " + POINTS + " points are posted, not 0");
        assertBroken(verdict, order + ": the entries of transfer order-" + order + "-1-3-PENDING");
    }

    @Test
    void namesPointsThatWereEarnedTwice() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        loyalty("UPDATE t_transfer SET points = 2 * points, balance_after = 2 * balance_after");
        loyalty("UPDATE t_entry SET points = 2 * points, balance_after = 2 * balance_after");
        loyalty("UPDATE t_account SET balance = 2 * balance");
        assertBroken(points(), order + ": DELIVERED, " + 2 * POINTS + " points are posted, not " + POINTS);
    }

    @Test
    void namesPointsWithoutAnOrder() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        loyalty("UPDATE t_transfer SET order_id = CASE batch_id WHEN (SELECT min(batch_id) FROM t_transfer) THEN 77"
                + " ELSE 78 END");
        var verdict = points();
        assertBroken(verdict, "77: " + POINTS + " points are pending, and there is no such order");
        assertBroken(verdict, "78: " + POINTS + " points are posted, and there is no such order");
    }

    @Test
    void namesPointsThatExpiredWithoutBeingPosted() throws Exception {
        var delivered = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        var paid = order("PENDING", "CONFIRMED", "PAID");
        expire(delivered);
        loyalty("UPDATE t_transfer SET order_id = %d WHERE kind = 'EXPIRED'".formatted(paid));
        assertBroken(points(), paid + ": " + POINTS + " points have expired, of 0 that were posted");
    }

    @Test
    void anOrderThatHasJustChangedIsNotComparedWhileEventsAreOnTheirWay() throws Exception {
        order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        clearLedger();
        fixture.sql("payment", "INSERT INTO t_task (kind, subject, due_at) VALUES ('intent', '1-1', now())");
        assertThat(audit())
                .filteredOn(verdict -> verdict.id() == POINTS_INVARIANT)
                .allMatch(Verdict::holds);
    }

    // ---- the ledger itself

    @Test
    void namesASumThatIsNotZero() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        loyalty("UPDATE t_account SET balance = balance + 1 WHERE account = 'ISSUED'");
        assertBroken(points(), "the accounts of points sum to 1, not 0");
    }

    @Test
    void namesABalanceWithoutEntries() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        loyalty("INSERT INTO t_account VALUES (8, 'POSTED', 5, 1), (9, 'POSTED', 0, 0)");
        var verdict = points();
        assertBroken(verdict, "POSTED account of 8: balance 5, version 1, but its 0 entries sum to 0");
        assertThat(verdict.offenders()).noneMatch(text -> text.contains("account of 9"));
    }

    @Test
    void namesEntriesWithoutAnAccount() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        loyalty("DELETE FROM t_account WHERE account = 'PENDING'");
        assertBroken(points(), "PENDING account of 7: balance 0, version 0, but its 1 entries sum to " + POINTS);
    }

    @Test
    void namesAMissingEntry() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        loyalty("DELETE FROM t_entry WHERE account = 'PENDING' AND version = 1");
        var verdict = points();
        assertBroken(
                verdict, "PENDING account of 7: entry 2 of -" + POINTS + " points does not lead to a balance of 0");
        assertBroken(verdict, "PENDING account of 7: balance 0, version 2, but its 1 entries");
        assertBroken(verdict, order + ": the entries of transfer order-" + order + "-1-3-PENDING");
    }

    @Test
    void namesATransferOfAnotherUsersAccount() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        loyalty("UPDATE t_transfer SET user_id = 8");
        assertBroken(points(), order + ": the entries of transfer order-" + order + "-1-3-PENDING");
    }

    @Test
    void namesAWrongBalanceInAStatement() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        loyalty("UPDATE t_transfer SET balance_after = 3");
        assertBroken(points(), order + ": transfer order-" + order + "-1-3-PENDING says a balance of 3, but it was 0");
    }

    @Test
    void namesABatchWhoseEntryIsNotItsTransfers() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        loyalty("UPDATE t_entry SET batch_id = batch_id + 1 WHERE account = 'ISSUED'");
        var verdict = points();
        assertBroken(verdict, "its transfers add -" + POINTS + " points to the shop's account, its entry 0");
        assertBroken(verdict, "its transfers add 0 points to the shop's account, its entry -" + POINTS);
    }

    private void expire(long order) throws SQLException {
        loyalty("INSERT INTO t_transfer (transfer_id, batch_id, kind, user_id, order_id, points, balance_after)"
                + " VALUES ('x-EXPIRED', nextval('seq_batch'), 'EXPIRED', %d, %d, -%d, 0)"
                        .formatted(USER, order, POINTS));
        loyalty(
                "INSERT INTO t_entry SELECT owner, account, version + 1, currval('seq_batch'), 'x-EXPIRED', 'EXPIRED', -%d, 0"
                                .formatted(POINTS)
                        + " FROM t_account WHERE account = 'POSTED'");
        loyalty(
                "INSERT INTO t_entry SELECT owner, account, version + 1, currval('seq_batch'), NULL, NULL, %1$d, balance + %1$d"
                                .formatted(POINTS)
                        + " FROM t_account WHERE account = 'ISSUED'");
        balanceAccounts();
    }

    /** Computes the accounts again. */
    private void balanceAccounts() throws SQLException {
        loyalty("UPDATE t_account a SET (balance, version) = (SELECT sum(points), count(*) FROM t_entry e"
                + " WHERE e.owner = a.owner AND e.account = a.account)");
    }

    private void clearLedger() throws SQLException {
        for (var table : List.of("t_transfer", "t_entry", "t_account")) {
            loyalty("DELETE FROM " + table);
        }
    }

    private void loyalty(String statement) throws SQLException {
        fixture.sql("loyalty", statement);
    }

    private static Verdict points() {
        return Audits.verify(servers.data(), EarnedPoints::new);
    }

    private long order(String... states) throws SQLException {
        return fixture.order(USER, 2, states);
    }

    private List<Verdict> audit() throws Exception {
        fixture.commitOffsets();
        return Audits.of(servers.data());
    }
}
