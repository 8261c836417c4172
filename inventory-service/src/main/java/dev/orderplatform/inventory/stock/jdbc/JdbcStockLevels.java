package dev.orderplatform.inventory.stock.jdbc;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.RegionProperties;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.stock.StockLevels;
import dev.orderplatform.postgres.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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
    public Optional<RegionStock> of(Sku sku) {
        return Transaction.run(database, connection -> {
            try (var select = connection.prepareStatement(
                    "SELECT available, reserved, sold, sent, got FROM t_stock WHERE sku = ?")) {
                select.setString(1, sku.code());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(level(rows)) : Optional.empty();
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
                row.getLong("sent"),
                row.getLong("got"));
    }
}
