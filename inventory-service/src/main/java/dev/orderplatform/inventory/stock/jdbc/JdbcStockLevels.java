package dev.orderplatform.inventory.stock.jdbc;

import dev.orderplatform.inventory.RegionProperties;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.stock.StockLevels;
import dev.orderplatform.postgres.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcStockLevels implements StockLevels {
    private final DataSource database;
    private final String region;

    JdbcStockLevels(DataSource database, RegionProperties properties) {
        this.database = database;
        this.region = properties.region();
    }

    @Override
    public Map<String, RegionStock> of(Collection<String> skus) {
        return Transaction.run(database, transaction -> {
            try (var select = transaction.prepare(
                    "SELECT sku, available, reserved, sold, transferred_out, transferred_in FROM t_stock WHERE sku ="
                            + " ANY(?)")) {
                select.setArray(1, transaction.connection().createArrayOf("text", skus.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    Map<String, RegionStock> levels = new HashMap<>();
                    while (rows.next()) {
                        levels.put(rows.getString("sku"), level(rows));
                    }
                    return levels;
                }
            }
        });
    }

    private RegionStock level(ResultSet row) throws SQLException {
        return new RegionStock(
                region,
                row.getLong("available"),
                row.getLong("reserved"),
                row.getLong("sold"),
                row.getLong("transferred_out"),
                row.getLong("transferred_in"));
    }
}
