package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table t_basket. */
@Component
final class BasketTable {
    private static final String COLUMNS = "order_id, user_id, status, skus";

    /** By order id. */
    Map<Long, Basket> find(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepare("SELECT " + COLUMNS + " FROM t_basket WHERE order_id = ANY(?)")) {
            select.setObject(1, Columns.longs(orderIds, Long::longValue));
            Map<Long, Basket> found = new HashMap<>();
            read(select).forEach(basket -> found.put(basket.orderId(), basket));
            return found;
        }
    }

    /** In the sequence of their order ids. */
    List<Basket> after(Transaction transaction, long orderId, int limit) throws SQLException {
        try (PreparedStatement select = transaction.prepare(
                "SELECT " + COLUMNS + " FROM t_basket WHERE order_id > ? ORDER BY order_id LIMIT ?")) {
            select.setLong(1, orderId);
            select.setInt(2, limit);
            return read(select);
        }
    }

    List<Basket> before(Transaction transaction, long orderId, int limit) throws SQLException {
        try (PreparedStatement select = transaction.prepare(
                "SELECT " + COLUMNS + " FROM t_basket WHERE order_id < ? ORDER BY order_id LIMIT ?")) {
            select.setLong(1, orderId);
            select.setInt(2, limit);
            return read(select);
        }
    }

    void save(Transaction transaction, Collection<Basket> baskets) throws SQLException {
        try (PreparedStatement insert = transaction.prepare("INSERT INTO t_basket (" + COLUMNS + ")"
                + " SELECT order_id, user_id, status, string_to_array(skus, ' ')"
                + " FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) AS b (" + COLUMNS + ")"
                + " ORDER BY order_id ON CONFLICT (order_id) DO UPDATE SET status = excluded.status")) {
            insert.setObject(1, Columns.longs(baskets, Basket::orderId));
            insert.setObject(2, Columns.longs(baskets, Basket::userId));
            insert.setObject(3, Columns.texts(baskets, basket -> basket.status().name()));
            // unnest would flatten an array of arrays. A SKU has no space.
            insert.setObject(4, Columns.texts(baskets, basket -> String.join(" ", basket.skus())));
            insert.executeUpdate();
        }
    }

    void delete(Transaction transaction, Collection<Basket> baskets) throws SQLException {
        try (PreparedStatement delete = transaction.prepare("DELETE FROM t_basket WHERE order_id = ANY(?)")) {
            delete.setObject(1, Columns.longs(baskets, Basket::orderId));
            delete.executeUpdate();
        }
    }

    /** @param select of order_id, user_id, status and skus */
    static List<Basket> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Basket> baskets = new ArrayList<>();
            while (rows.next()) {
                baskets.add(new Basket(
                        rows.getLong(1), rows.getLong(2), Basket.Status.valueOf(rows.getString(3)), List.of((String[])
                                rows.getArray(4).getArray())));
            }
            return baskets;
        }
    }
}
