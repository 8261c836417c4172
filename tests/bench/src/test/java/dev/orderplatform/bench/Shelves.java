package dev.orderplatform.bench;

import dev.orderplatform.tools.bench.TemporaryPlatform;
import java.sql.SQLException;

/** The catalogue and stock of a platform that takes no orders at the moment. */
final class Shelves {
    private final TemporaryPlatform platform;

    Shelves(TemporaryPlatform platform) {
        this.platform = platform;
    }

    /** Adds SKUs to the demo catalogue until there are so many. */
    void extendTo(int skus, int units) throws SQLException {
        execute("""
            INSERT INTO t_product SELECT 'SKU-' || lpad(n::text, 5, '0'), 'Thing ' || n, 1999, 'CNY'
            FROM generate_series(1, %d) n ON CONFLICT DO NOTHING
            """.formatted(skus));
        execute("""
            INSERT INTO t_stock (sku, initial, available) SELECT sku, %1$d, %1$d FROM t_product ON CONFLICT DO NOTHING
            """.formatted(units));
    }

    /** Leaves so many units of each of the first SKUs. */
    void stock(int skus, int units) throws SQLException {
        execute("UPDATE t_stock SET initial = initial - available + %1$d, available = %1$d WHERE sku <= 'SKU-%2$05d'"
                .formatted(units, skus));
    }

    /** Units that are left of the first SKUs. */
    long available(int skus) throws SQLException {
        try (var connection = platform.connect("inventory");
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT sum(available) FROM t_stock WHERE sku <= 'SKU-%05d'".formatted(skus))) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = platform.connect("inventory");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
