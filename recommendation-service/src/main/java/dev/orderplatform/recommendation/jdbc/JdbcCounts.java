package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import dev.orderplatform.recommendation.domain.CountStore;
import dev.orderplatform.recommendation.domain.Pair;
import dev.orderplatform.recommendation.domain.SkuCount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counts of a generation that the transaction has locked. */
final class JdbcCounts implements CountStore<SQLException> {
    private static final String STEPS = """
        SELECT sku_no, CASE WHEN distance >= 0 THEN
            (SELECT hash FROM t_sku_basket b WHERE b.generation = ? AND b.sku_no = s.sku_no AND b.hash <= s.origin
             ORDER BY hash DESC OFFSET greatest(s.distance, 0) LIMIT 1)
          ELSE
            (SELECT hash FROM t_sku_basket b WHERE b.generation = ? AND b.sku_no = s.sku_no AND b.hash > s.origin
             ORDER BY hash OFFSET greatest(-s.distance - 1, 0) LIMIT 1)
          END
        FROM unnest(?::int[], ?::bigint[], ?::int[]) AS s (sku_no, origin, distance)
        """;
    private static final String BASKETS_IN_RANGES = """
        SELECT order_id, user_id, status, skus FROM t_basket WHERE order_id IN (
          SELECT b.order_id FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS r (sku_no, lower, upper)
          JOIN t_sku_basket b ON b.generation = ? AND b.sku_no = r.sku_no AND b.hash > r.lower AND b.hash <= r.upper)
        """;
    private static final String SAVE_SKUS = """
        INSERT INTO t_sku_count (generation, sku_no, baskets, sample_limit)
        SELECT ?, * FROM unnest(?::int[], ?::int[], ?::bigint[]) AS c (sku_no, baskets, sample_limit) ORDER BY sku_no
        ON CONFLICT (generation, sku_no)
        DO UPDATE SET baskets = excluded.baskets, sample_limit = excluded.sample_limit
        """;

    private static final Logger log = LoggerFactory.getLogger(JdbcCounts.class);

    private final Transaction transaction;
    private final int generation;
    private final SkuNumbers numbers;
    private final PairRows pairRows;

    JdbcCounts(Transaction transaction, int generation) {
        this.transaction = transaction;
        this.generation = generation;
        this.numbers = new SkuNumbers(transaction);
        this.pairRows = new PairRows(transaction, generation);
    }

    /** A basket of a SKU. */
    private record Entry(int sku, long hash, long orderId) {}

    @Override
    public Map<String, SkuCount> counts(Collection<String> skus) throws SQLException {
        try (PreparedStatement select = transaction.prepare(
                "SELECT sku_no, baskets, sample_limit FROM t_sku_count WHERE generation = ? AND sku_no = ANY(?)")) {
            select.setInt(1, generation);
            select.setObject(2, numbers.load(skus));
            try (ResultSet rows = select.executeQuery()) {
                Map<String, SkuCount> counts = new HashMap<>();
                while (rows.next()) {
                    counts.put(numbers.sku(rows.getInt(1)), new SkuCount(rows.getInt(2), rows.getLong(3)));
                }
                return counts;
            }
        }
    }

    @Override
    public void index(List<Basket> baskets) throws SQLException {
        Set<String> skus = new TreeSet<>();
        baskets.forEach(basket -> skus.addAll(basket.skus()));
        numbers.add(skus);
        List<Entry> entries = entries(baskets);
        try (PreparedStatement insert =
                transaction.prepare("INSERT INTO t_sku_basket (generation, sku_no, hash, order_id) SELECT ?, *"
                        + " FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS e (sku_no, hash, order_id)"
                        + " ORDER BY sku_no, hash ON CONFLICT DO NOTHING")) {
            insert.setInt(1, generation);
            insert.setObject(2, Columns.ints(entries, Entry::sku));
            insert.setObject(3, Columns.longs(entries, Entry::hash));
            insert.setObject(4, Columns.longs(entries, Entry::orderId));
            insert.executeUpdate();
        }
    }

    @Override
    public void removeFromIndex(List<Basket> baskets) throws SQLException {
        if (baskets.isEmpty()) {
            return;
        }
        List<Entry> entries = entries(baskets);
        try (PreparedStatement delete =
                transaction.prepare("DELETE FROM t_sku_basket b USING unnest(?::int[], ?::bigint[]) AS e (sku_no, hash)"
                        + " WHERE b.generation = ? AND b.sku_no = e.sku_no AND b.hash = e.hash")) {
            delete.setObject(1, Columns.ints(entries, Entry::sku));
            delete.setObject(2, Columns.longs(entries, Entry::hash));
            delete.setInt(3, generation);
            delete.executeUpdate();
        }
    }

    private List<Entry> entries(List<Basket> baskets) {
        return baskets.stream()
                .flatMap(basket -> basket.skus().stream()
                        .map(sku -> new Entry(numbers.number(sku), basket.hash(), basket.orderId())))
                .toList();
    }

    @Override
    public Map<String, Long> hashes(Collection<Step> steps) throws SQLException {
        if (steps.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement select = transaction.prepare(STEPS)) {
            select.setInt(1, generation);
            select.setInt(2, generation);
            select.setObject(3, Columns.ints(steps, step -> numbers.number(step.sku())));
            select.setObject(4, Columns.longs(steps, Step::from));
            select.setObject(5, Columns.ints(steps, Step::offset));
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Long> hashes = new HashMap<>();
                while (rows.next()) {
                    String sku = numbers.sku(rows.getInt(1));
                    long hash = rows.getLong(2);
                    if (rows.wasNull()) {
                        log.warn("{} has fewer baskets in its index than are counted; {}", sku, PairRows.REMEDY);
                    } else {
                        hashes.put(sku, hash);
                    }
                }
                return hashes;
            }
        }
    }

    @Override
    public List<Basket> baskets(Collection<Range> ranges) throws SQLException {
        if (ranges.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = transaction.prepare(BASKETS_IN_RANGES)) {
            select.setObject(1, Columns.ints(ranges, range -> numbers.number(range.sku())));
            select.setObject(2, Columns.longs(ranges, Range::after));
            select.setObject(3, Columns.longs(ranges, Range::to));
            select.setInt(4, generation);
            return BasketTable.read(select);
        }
    }

    @Override
    public void save(Map<String, SkuCount> skus, Map<Pair, Integer> pairs, int baskets) throws SQLException {
        saveSkus(skus.entrySet().stream()
                .filter(sku -> sku.getValue().baskets() > 0)
                .toList());
        deleteSkus(skus.keySet().stream()
                .filter(sku -> skus.getOrDefault(sku, SkuCount.NONE).baskets() == 0)
                .toList());
        pairRows.change(pairs, numbers);
        try (PreparedStatement update = transaction.prepare(
                "UPDATE t_generation SET baskets = greatest(0, baskets + ?) WHERE generation = ?")) {
            update.setInt(1, baskets);
            update.setInt(2, generation);
            update.executeUpdate();
        }
    }

    private void saveSkus(List<Map.Entry<String, SkuCount>> skus) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE_SKUS)) {
            save.setInt(1, generation);
            save.setObject(2, Columns.ints(skus, sku -> numbers.number(sku.getKey())));
            save.setObject(3, Columns.ints(skus, sku -> sku.getValue().baskets()));
            save.setObject(4, Columns.longs(skus, sku -> sku.getValue().limit()));
            save.executeUpdate();
        }
    }

    private void deleteSkus(List<String> skus) throws SQLException {
        if (skus.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                transaction.prepare("DELETE FROM t_sku_count WHERE generation = ? AND sku_no = ANY(?)")) {
            delete.setInt(1, generation);
            delete.setObject(2, numbers.load(skus));
            delete.executeUpdate();
        }
    }
}
