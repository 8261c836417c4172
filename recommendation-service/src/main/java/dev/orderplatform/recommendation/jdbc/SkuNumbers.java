package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table t_sku, as far as one transaction has read it. */
final class SkuNumbers {
    private final Transaction transaction;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> skuByNumber = new HashMap<>();

    SkuNumbers(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Reads the numbers of SKUs; those that have none are skipped. Returns the numbers. */
    int[] load(Collection<String> skus) throws SQLException {
        List<String> missing =
                skus.stream().filter(sku -> !numbers.containsKey(sku)).toList();
        if (!missing.isEmpty()) {
            try (PreparedStatement select = transaction.prepare("SELECT sku_no, sku FROM t_sku WHERE sku = ANY(?)")) {
                select.setObject(1, Columns.texts(missing, sku -> sku));
                read(select);
            }
        }
        return skus.stream().filter(numbers::containsKey).mapToInt(this::number).toArray();
    }

    /** Gives a number to each SKU that has none. */
    void add(Collection<String> skus) throws SQLException {
        load(skus);
        List<String> missing =
                skus.stream().filter(sku -> !numbers.containsKey(sku)).sorted().toList();
        if (!missing.isEmpty()) {
            try (PreparedStatement insert =
                    transaction.prepare("INSERT INTO t_sku (sku) SELECT unnest(?::text[]) RETURNING sku_no, sku")) {
                insert.setObject(1, Columns.texts(missing, sku -> sku));
                read(insert);
            }
        }
    }

    private void read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.put(rows.getString(2), rows.getInt(1));
                skuByNumber.put(rows.getInt(1), rows.getString(2));
            }
        }
    }

    /** @throws IllegalStateException if it was not loaded */
    int number(String sku) {
        Integer number = numbers.get(sku);
        if (number == null) {
            throw new IllegalStateException(sku + " has no number");
        }
        return number;
    }

    String sku(int number) {
        String sku = skuByNumber.get(number);
        if (sku == null) {
            throw new IllegalStateException("number " + number + " was not read");
        }
        return sku;
    }
}
