package dev.orderplatform.tools.audit;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Every order lies whole in the one table that its id and its user point to, and every acknowledged order is among them.
 * Two rows of an order can't both lie there, so that a second one shows as misplaced.
 */
final class AcknowledgedOrders implements Invariant {

    private static final String ORDERS = """
        SELECT o.order_id, o.user_id, o.idempotency_key, o.region,
               o.total_minor IS NOT DISTINCT FROM i.total_minor AND i.users = 1 AND i.user_id = o.user_id AS whole
        FROM t_order_{n} o LEFT JOIN (
          SELECT order_id, min(user_id) AS user_id, count(DISTINCT user_id) AS users,
                 sum(price_minor * quantity) AS total_minor
          FROM t_order_item_{n} GROUP BY order_id) i USING (order_id)
        """;
    private static final String ORPHANED_ITEMS = """
        SELECT DISTINCT order_id FROM t_order_item_{n} i
        WHERE NOT EXISTS (SELECT 1 FROM t_order_{n} o WHERE o.order_id = i.order_id)
        """;

    private final ShardMap shards = ShardMap.even();
    private final Optional<Acknowledgements> acknowledgements;

    AcknowledgedOrders(Optional<Acknowledgements> acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public String title() {
        return acknowledgements.isPresent()
                ? "every acknowledged order exists exactly once"
                : "every order exists exactly once, whole and in its own table";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            region.eachTable(ORDERS, (table, row) -> checkOrder(region, table, row, findings));
            region.eachTable(
                    ORPHANED_ITEMS,
                    (table, row) -> findings.breach(row.getLong(1) + ": items without their order in " + name(table)));
        }
        acknowledgements.ifPresent(acks -> acks.forEachMissing(
                (orderId, key) -> findings.breach(orderId + ": acknowledged with key " + key + ", not there")));
    }

    private void checkOrder(RegionDatabases region, Table table, ResultSet row, Findings findings) throws SQLException {
        var orderId = row.getLong("order_id");
        var slot = OrderId.slot(orderId);
        var misplaced = !shards.tableOf(slot).equals(table);
        findings.checked(1);
        if (misplaced) {
            findings.breach(orderId + ": lies in " + name(table) + ", not in " + name(shards.tableOf(slot)));
        }
        if (!Slot.ofUser(row.getLong("user_id")).equals(slot)) {
            findings.breach(orderId + ": its user " + row.getLong("user_id") + " has another slot");
        }
        if (!row.getBoolean("whole")) {
            findings.breach(orderId + ": its items do not sum to its total, or are somebody else's");
        }
        // The other region's replica does not count as the order.
        if (!misplaced && region.region().name().equals(row.getString("region"))) {
            var key = Optional.ofNullable(row.getString("idempotency_key"));
            acknowledgements
                    .flatMap(acks -> acks.found(orderId, key))
                    .ifPresent(wanted -> findings.breach(
                            orderId + ": acknowledged with key " + wanted + ", stored with " + key.orElse("none")));
        }
    }

    private static String name(Table table) {
        return "order_ds_" + table.database() + ".t_order_" + table.index();
    }
}
