package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Association;
import dev.orderplatform.recommendation.domain.Scored;
import dev.orderplatform.recommendation.domain.SkuCount;
import dev.orderplatform.recommendation.serving.Purchases;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Reads baskets and the serving generation. */
@Component
final class JdbcPurchases implements Purchases {
    private static final String SERVING = "(SELECT generation FROM t_generation WHERE status = 'SERVING')";
    private static final String SKU = """
        SELECT c.generation, c.sku_no, c.baskets, c.sample_limit, g.baskets, g.max_sample FROM t_generation g
        JOIN t_sku_count c ON c.generation = g.generation JOIN t_sku s ON s.sku_no = c.sku_no
        WHERE g.status = 'SERVING' AND s.sku = ?
        """;
    private static final String BOUGHT_WITH = """
        SELECT s.sku, c.baskets, c.sample_limit, p.baskets FROM (
          SELECT high AS sku_no, baskets FROM t_pair WHERE generation = ? AND low = ? AND baskets >= ?
          UNION ALL SELECT low, baskets FROM t_pair WHERE generation = ? AND high = ? AND baskets >= ?) p
        JOIN t_sku_count c ON c.generation = ? AND c.sku_no = p.sku_no JOIN t_sku s ON s.sku_no = p.sku_no
        """;
    private static final String BEST_SELLERS = "SELECT s.sku FROM t_sku_count c JOIN t_sku s ON s.sku_no = c.sku_no"
            + " WHERE c.generation = " + SERVING + " ORDER BY c.baskets DESC, c.sku_no LIMIT ?";
    private static final String RECENT = """
        SELECT unnest(skus) FROM (
          SELECT skus FROM t_basket WHERE user_id = ? AND status = 'COUNTED' ORDER BY order_id DESC LIMIT ?) recent
        """;

    private final DataSource database;

    JdbcPurchases(DataSource database) {
        this.database = database;
    }

    /** A SKU of the serving generation. */
    private record Counted(int generation, int sku, SkuCount count, long baskets, int maxSample) {}

    @Override
    public List<Scored> boughtWith(String sku, int limit) {
        return Transaction.run(database, transaction -> {
            Optional<Counted> counted = counted(transaction, sku);
            return counted.isEmpty()
                    ? List.of()
                    : boughtWith(transaction, counted.get()).stream()
                            .sorted(Scored.HIGHEST_FIRST)
                            .limit(limit)
                            .toList();
        });
    }

    private static Optional<Counted> counted(Transaction transaction, String sku) throws SQLException {
        try (PreparedStatement select = transaction.prepare(SKU)) {
            select.setString(1, sku);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Counted(
                                row.getInt(1),
                                row.getInt(2),
                                new SkuCount(row.getInt(3), row.getLong(4)),
                                row.getLong(5),
                                row.getInt(6)))
                        : Optional.empty();
            }
        }
    }

    private static List<Scored> boughtWith(Transaction transaction, Counted sku) throws SQLException {
        try (PreparedStatement select = transaction.prepare(BOUGHT_WITH)) {
            for (int first : List.of(1, 4)) {
                select.setInt(first, sku.generation);
                select.setInt(first + 1, sku.sku);
                select.setInt(first + 2, Association.MIN_TOGETHER);
            }
            select.setInt(7, sku.generation);
            try (ResultSet rows = select.executeQuery()) {
                List<Scored> scored = new ArrayList<>();
                while (rows.next()) {
                    String other = rows.getString(1);
                    SkuCount count = new SkuCount(rows.getInt(2), rows.getLong(3));
                    new Association(rows.getInt(4), sku.count, count, sku.baskets)
                            .score(sku.maxSample)
                            .ifPresent(score -> scored.add(new Scored(other, score)));
                }
                return scored;
            }
        }
    }

    @Override
    public List<String> bestSellers(int limit) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(BEST_SELLERS)) {
                select.setInt(1, limit);
                return texts(select);
            }
        });
    }

    @Override
    public List<String> recent(long userId, int orders) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(RECENT)) {
                select.setLong(1, userId);
                select.setInt(2, orders);
                return texts(select).stream().distinct().toList();
            }
        });
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
