package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.tools.explain.evidence.StoredOrder;
import dev.orderplatform.tools.explain.evidence.StoredOrder.Change;
import dev.orderplatform.tools.explain.evidence.StoredOrder.OrderLine;
import java.util.List;
import java.util.Optional;

/** Reads an order's row and what belongs to it in its own table of one region. */
final class OrderRows {

    private static final String ORDER = """
        SELECT o.*, t.due_at,
          (SELECT json_agg(i ORDER BY line_no) FROM t_order_item_{n} i WHERE i.order_id = o.order_id) AS lines,
          EXISTS (SELECT FROM undo_log u WHERE u.xid = o.xid AND u.log_status = 0) AS undo
        FROM t_order_{n} o LEFT JOIN t_timer_{n} t USING (order_id) WHERE o.order_id = {id}
        """;

    private final long id;
    private final ShardMap.Table table;

    OrderRows(long id) {
        this.id = id;
        this.table = ShardMap.even().tableOf(OrderId.slot(id));
    }

    String database() {
        return "order_ds_" + table.database();
    }

    String table() {
        return "t_order_" + table.index();
    }

    /** Completes a query: {@code {n}} stands for the table's number, {@code {id}} for the order's id. */
    String inTable(String query) {
        return query.replace("{n}", Integer.toString(table.index())).replace("{id}", Long.toString(id));
    }

    /** @param paymentWindow whether unpaid orders are cancelled; without it, timers that are left over are ignored */
    Optional<StoredOrder> read(RegionData region, boolean paymentWindow) {
        try (var database = ReadOnlyDatabase.open(region.postgres(), database(), region.auditor())) {
            return Row.of(database, inTable(ORDER)).stream()
                    .map(row -> order(region.name(), row, paymentWindow))
                    .findFirst();
        }
    }

    private static StoredOrder order(String readIn, Row row, boolean paymentWindow) {
        var region = row.text("region");
        var epoch = row.number("epoch");
        return new StoredOrder(
                readIn,
                row.number("order_id"),
                row.number("user_id"),
                row.text("status"),
                row.count("version"),
                region,
                epoch,
                row.text("durability"),
                row.find("xid"),
                row.number("total_minor"),
                row.text("currency"),
                row.find("rejection"),
                Optional.of(row.json().path("refund").path("refundId").asText(""))
                        .filter(text -> !text.isEmpty()),
                row.instant("created_at"),
                history(row, region, epoch),
                row.rows("lines").stream()
                        .map(line -> new OrderLine(line.text("sku"), line.count("quantity")))
                        .toList(),
                row.findInstant("due_at").filter(_ -> paymentWindow),
                row.is("undo"));
    }

    /** Old entries have the region and epoch of the creation. */
    private static List<Change> history(Row order, String region, long epoch) {
        return order.rows("history").stream()
                .map(entry -> new Change(
                        entry.text("status"),
                        entry.instant("at"),
                        entry.find("region").orElse(region),
                        entry.json().path("epoch").asLong(epoch)))
                .toList();
    }
}
