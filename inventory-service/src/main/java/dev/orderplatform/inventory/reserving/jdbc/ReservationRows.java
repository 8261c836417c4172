package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.inventory.domain.Reservation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reservations in the caller's transaction. */
final class ReservationRows {

    /**
     * Locks the rows until the transaction ends, because waiting orders are also decided by {@link JdbcWaitingOrders}.
     */
    List<Reservation> find(Connection transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT order_id, status, skus, quantities, rejection, epoch, updated_at"
                        + " FROM t_reservation WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE")) {
            select.setArray(1, transaction.createArrayOf("bigint", orderIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<Reservation> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(ReservationRow.read(rows));
                }
                return found;
            }
        }
    }

    /**
     * No ON CONFLICT: if another consumer has inserted the same order, this batch must fail and be retried with that
     * reservation.
     *
     * @param traceparents W3C trace contexts by order, stored for waiting orders
     */
    void insert(Connection transaction, List<Reservation> opened, Map<Long, String> traceparents) throws SQLException {
        if (opened.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO t_reservation"
                + " (order_id, status, skus, quantities, rejection, epoch, updated_at, traceparent)"
                + " SELECT * FROM json_to_recordset(?::json) AS r (order_id bigint, status text, skus text[],"
                + " quantities int[], rejection jsonb, epoch bigint, updated_at timestamptz, traceparent text)")) {
            insert.setString(1, ReservationRow.document(opened, traceparents));
            insert.executeUpdate();
        }
    }

    /** Waiting reservations with order ids above {@code after}, oldest first. */
    List<Reservation> waiting(Connection transaction, long after, int limit) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT order_id, status, skus, quantities, rejection, epoch, updated_at"
                        + " FROM t_reservation WHERE status = 'WAITING' AND order_id > ? ORDER BY order_id LIMIT ?")) {
            select.setLong(1, after);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Reservation> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(ReservationRow.read(rows));
                }
                return found;
            }
        }
    }

    /** Trace contexts of orders that waited, if they had one. */
    Map<Long, String> traceparents(Connection transaction, Collection<Long> orderIds) throws SQLException {
        Map<Long, String> traceparents = new HashMap<>();
        if (orderIds.isEmpty()) {
            return traceparents;
        }
        try (PreparedStatement select = transaction.prepareStatement("SELECT order_id, traceparent FROM t_reservation"
                + " WHERE order_id = ANY(?) AND traceparent IS NOT NULL")) {
            select.setArray(1, transaction.createArrayOf("bigint", orderIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    traceparents.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return traceparents;
    }

    void change(Connection transaction, List<Reservation> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement update = transaction.prepareStatement("UPDATE t_reservation r"
                + " SET status = u.status, rejection = u.rejection, epoch = u.epoch, updated_at = u.updated_at"
                + " FROM json_to_recordset(?::json) AS u (order_id bigint, status text, rejection jsonb, epoch bigint,"
                + " updated_at timestamptz)"
                + " WHERE r.order_id = u.order_id AND r.status IN ('WAITING', 'RESERVED', 'SOLD')")) {
            update.setString(1, ReservationRow.document(changed, Map.of()));
            Rows.require(changed.size(), update.executeUpdate(), "reservations");
        }
    }
}
