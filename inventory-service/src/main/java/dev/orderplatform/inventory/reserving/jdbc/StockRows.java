package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.inventory.reserving.TransferTotals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Stock in the caller's transaction. */
final class StockRows {

    /**
     * Locks SKUs until the transaction ends, always in the same order, which prevents deadlocks between batches.
     *
     * @return available units of the existing SKUs
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

    /** Available units of the existing SKUs, without locks. */
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

    /** Transfer totals as this transaction sees them. */
    Map<String, TransferTotals> totals(Connection transaction, Collection<String> skus) throws SQLException {
        Map<String, TransferTotals> totals = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT sku, transferred_out, transferred_in FROM t_stock WHERE sku = ANY(?)")) {
            select.setArray(1, transaction.createArrayOf("text", skus.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    totals.put(rows.getString(1), new TransferTotals(rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return totals;
    }

    /**
     * Moves units; negative ones move back. The guard prevents overselling even if the decision was wrong.
     *
     * @param reserved units to move from available to reserved
     * @param sold units to move from reserved to sold
     */
    void move(Connection transaction, SortedMap<String, Long> reserved, SortedMap<String, Long> sold)
            throws SQLException {
        SortedSet<String> skus = new TreeSet<>(reserved.keySet());
        skus.addAll(sold.keySet());
        if (skus.isEmpty()) {
            return;
        }
        try (PreparedStatement update = transaction.prepareStatement("UPDATE t_stock s"
                + " SET available = s.available - m.reserved, reserved = s.reserved + m.reserved - m.sold,"
                + " sold = s.sold + m.sold"
                + " FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS m (sku, reserved, sold)"
                + " WHERE s.sku = m.sku AND s.available >= m.reserved AND s.reserved + m.reserved - m.sold >= 0"
                + " AND s.sold + m.sold >= 0")) {
            update.setArray(1, transaction.createArrayOf("text", skus.toArray()));
            update.setArray(2, transaction.createArrayOf("bigint", units(skus, reserved)));
            update.setArray(3, transaction.createArrayOf("bigint", units(skus, sold)));
            Rows.require(skus.size(), update.executeUpdate(), "stock");
        }
    }

    private static Object[] units(SortedSet<String> skus, SortedMap<String, Long> units) {
        return skus.stream().map(sku -> units.getOrDefault(sku, 0L)).toArray();
    }
}
