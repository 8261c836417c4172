package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.inventory.domain.Reservation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reservations in the caller's transaction. */
final class ReservationRows {

    List<Reservation> find(Connection transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT order_id, status, skus, quantities, rejection, updated_at"
                        + " FROM t_reservation WHERE order_id = ANY(?)")) {
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

    /** No ON CONFLICT: when another consumer was faster with the same order, this batch must start over and see it. */
    void insert(Connection transaction, List<Reservation> opened) throws SQLException {
        if (opened.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO t_reservation"
                + " (order_id, status, skus, quantities, rejection, updated_at)"
                + " SELECT * FROM json_to_recordset(?::json) AS r (order_id bigint, status text, skus text[],"
                + " quantities int[], rejection jsonb, updated_at timestamptz)")) {
            insert.setString(1, ReservationRow.document(opened));
            insert.executeUpdate();
        }
    }

    void release(Connection transaction, List<Reservation> released) throws SQLException {
        if (released.isEmpty()) {
            return;
        }
        try (PreparedStatement update = transaction.prepareStatement("UPDATE t_reservation r"
                + " SET status = 'RELEASED', updated_at = u.at FROM unnest(?::bigint[], ?::timestamptz[]) AS u (id, at)"
                + " WHERE r.order_id = u.id AND r.status = 'RESERVED'")) {
            update.setArray(
                    1,
                    transaction.createArrayOf(
                            "bigint",
                            released.stream().map(Reservation::orderId).toArray()));
            update.setArray(
                    2,
                    transaction.createArrayOf(
                            "timestamptz",
                            released.stream()
                                    .map(reservation -> Timestamp.from(reservation.at()))
                                    .toArray()));
            Rows.require(released.size(), update.executeUpdate(), "reservations");
        }
    }
}
