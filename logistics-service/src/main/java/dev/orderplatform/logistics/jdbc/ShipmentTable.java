package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.Shipment;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table t_shipment. */
@Component
final class ShipmentTable {
    private static final String LOCK = """
        SELECT order_id, lines, packed, refunded_at FROM t_shipment WHERE order_id = ANY (?::bigint[])
        ORDER BY order_id FOR UPDATE
        """;
    private static final String SAVE = """
        INSERT INTO t_shipment AS s (order_id, lines, packed, refunded_at)
        SELECT id, CAST(lines AS jsonb), packed, CASE WHEN refunded THEN now() END
        FROM unnest(?::bigint[], ?::text[], ?::int[], ?::boolean[]) AS e (id, lines, packed, refunded)
        ON CONFLICT (order_id) DO UPDATE
        SET packed = excluded.packed, refunded_at = coalesce(s.refunded_at, excluded.refunded_at)
        """;

    /** By order id. Locks the rows until the transaction ends. */
    Map<Long, Shipment> lock(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            select.setObject(1, Columns.longs(orderIds, Long::longValue));
            try (ResultSet rows = select.executeQuery()) {
                Map<Long, Shipment> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getLong("order_id"), read(rows));
                }
                return found;
            }
        }
    }

    /** Stores new shipments, and the state of locked ones. */
    void save(Transaction transaction, Collection<Shipment> shipments) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            save.setObject(1, Columns.longs(shipments, Shipment::orderId));
            save.setObject(2, Columns.texts(shipments, shipment -> Lines.write(shipment.lines())));
            save.setObject(3, Columns.ints(shipments, Shipment::packed));
            save.setObject(4, shipments.stream().map(Shipment::refunded).toArray(Boolean[]::new));
            save.executeUpdate();
        }
    }

    private static Shipment read(ResultSet row) throws SQLException {
        return new Shipment(
                row.getLong("order_id"),
                Lines.read(row.getString("lines")),
                row.getInt("packed"),
                row.getObject("refunded_at") != null);
    }
}
