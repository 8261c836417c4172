package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** By its own ledger, the payment provider holds an order's total while it is paid, and nothing otherwise. */
final class CapturedMoney implements Invariant {

    private static final String ORDERS = """
        SELECT order_id, status, total_minor, currency FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED'
        """;
    private static final String REFUNDS_DUE = "SELECT order_id, number FROM t_payment WHERE status = 'REFUND_PENDING'";

    private final Ledgers ledgers;

    CapturedMoney(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public int id() {
        return 9;
    }

    @Override
    public String title() {
        return "the payment provider holds the totals of paid orders, and no other money";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        var ledger = ledgers.provider();
        ledger.forEach(balance -> {
            if (balance.amountMinor() < 0) {
                findings.breach("%d: of payment %s, %d %s more was refunded than captured"
                        .formatted(
                                balance.payment().orderId(),
                                balance.payment(),
                                -balance.amountMinor(),
                                balance.currency()));
            }
        });
        var refundsDue = refundsDue(evidence);
        for (var region : evidence.regions()) {
            checkOrders(region, refundsDue, findings);
            Unresolved.in(evidence.payments(region)).forEach(findings::breach);
        }
        ledger.forEach(
                balance -> findings.breach("%d: the provider holds %d %s of payment %s, and there is no such order"
                        .formatted(
                                balance.payment().orderId(),
                                balance.amountMinor(),
                                balance.currency(),
                                balance.payment())));
    }

    private static Set<PartId> refundsDue(Evidence evidence) {
        var due = new HashSet<PartId>();
        for (var region : evidence.regions()) {
            evidence.payments(region).each(REFUNDS_DUE, row -> due.add(new PartId(row.getLong(1), row.getInt(2))));
        }
        return due;
    }

    private void checkOrders(RegionDatabases region, Set<PartId> refundsDue, Findings findings) {
        var ledger = ledgers.provider();
        region.eachTable(ORDERS.replace("{region}", region.region().name()), (_, row) -> {
            var order = order(row);
            findings.checked(1);
            order.difference(
                            ledger.take(order.id()),
                            payment -> refundsDue.contains(payment) || ledger.isRecent(payment))
                    .ifPresent(findings::breach);
        });
    }

    private static PaidOrder order(ResultSet row) throws SQLException {
        return new PaidOrder(
                row.getLong("order_id"),
                row.getString("status"),
                row.getLong("total_minor"),
                row.getString("currency"));
    }
}
