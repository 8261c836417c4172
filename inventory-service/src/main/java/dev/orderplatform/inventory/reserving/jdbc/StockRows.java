package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.inventory.reserving.Flow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Stock in the caller's transaction. */
final class StockRows {

    /**
     * Locks SKUs until the transaction ends, always in the same order, so that batches never wait for each other in a
     * circle.
     *
     * @return available units of those that exist
     */
    Map<String, Long> lock(Connection transaction, SortedSet<String> skus) throws SQLException {
        if (skus.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT sku, available FROM t_stock WHERE sku = ANY(?) ORDER BY sku FOR NO KEY UPDATE")) {
            return available(transaction, select, skus);
        }
    }

    /** Available units, of those SKUs that exist; locks nothing. */
    Map<String, Long> available(Connection transaction, Collection<String> skus) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT sku, available FROM t_stock WHERE sku = ANY(?)")) {
            return available(transaction, select, skus);
        }
    }

    private static Map<String, Long> available(
            Connection transaction, PreparedStatement select, Collection<String> skus) throws SQLException {
        Map<String, Long> available = new HashMap<>();
        select.setArray(1, transaction.createArrayOf("text", skus.toArray()));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                available.put(rows.getString(1), rows.getLong(2));
            }
        }
        return available;
    }

    /** Units that ever left for other regions and came from them, as the transaction sees them. */
    Map<String, Flow> flows(Connection transaction, Collection<String> skus) throws SQLException {
        Map<String, Flow> flows = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT sku, transferred_out, transferred_in FROM t_stock WHERE sku = ANY(?)")) {
            select.setArray(1, transaction.createArrayOf("text", skus.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    flows.put(rows.getString(1), new Flow(rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return flows;
    }

    /** Moves units from available to reserved, back where below zero. The guard holds whatever was decided before. */
    void move(Connection transaction, SortedMap<String, Long> units) throws SQLException {
        if (units.isEmpty()) {
            return;
        }
        try (PreparedStatement update = transaction.prepareStatement("UPDATE t_stock s"
                + " SET available = s.available - m.units, reserved = s.reserved + m.units"
                + " FROM unnest(?::text[], ?::bigint[]) AS m (sku, units)"
                + " WHERE s.sku = m.sku AND s.available >= m.units AND s.reserved + m.units >= 0")) {
            update.setArray(1, transaction.createArrayOf("text", units.keySet().toArray()));
            update.setArray(
                    2, transaction.createArrayOf("bigint", units.values().toArray()));
            Rows.require(units.size(), update.executeUpdate(), "stock");
        }
    }
}
