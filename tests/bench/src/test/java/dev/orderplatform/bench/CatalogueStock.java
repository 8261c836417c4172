package dev.orderplatform.bench;

import dev.orderplatform.tools.bench.TemporaryPlatform;
import java.sql.SQLException;

/** Changes catalogue and stock of a platform without load. */
final class CatalogueStock {
    private final TemporaryPlatform platform;

    CatalogueStock(TemporaryPlatform platform) {
        this.platform = platform;
    }

    /** Extends the demo catalogue to this number of SKUs. */
    void extendTo(int skus, int units) throws SQLException {
        execute("""
            INSERT INTO t_product SELECT 'SKU-' || lpad(n::text, 5, '0'), 'Thing ' || n, 1999, 'CNY'
            FROM generate_series(1, %d) n ON CONFLICT DO NOTHING
            """.formatted(skus));
        execute("""
            INSERT INTO t_stock (sku, initial, available) SELECT sku, %1$d, %1$d FROM t_product ON CONFLICT DO NOTHING
            """.formatted(units));
    }

    /** Sets the available units of the first SKUs. */
    void stock(int skus, int units) throws SQLException {
        execute("UPDATE t_stock SET initial = initial - available + %1$d, available = %1$d WHERE sku <= 'SKU-%2$05d'"
                .formatted(units, skus));
    }

    /** Sum of the available units of the first SKUs. */
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
