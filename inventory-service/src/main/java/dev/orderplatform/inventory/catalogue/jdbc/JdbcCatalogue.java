package dev.orderplatform.inventory.catalogue.jdbc;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.catalogue.Catalogue;
import dev.orderplatform.inventory.catalogue.Product;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcCatalogue implements Catalogue {
    private static final String PRODUCTS = "SELECT sku, name, price_minor, currency FROM t_product";

    private final DataSource database;

    JdbcCatalogue(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(PRODUCTS + " WHERE sku = ?")) {
                select.setString(1, sku.code());
                return products(select).stream().findFirst();
            }
        });
    }

    @Override
    public List<Product> after(Optional<Sku> last, int limit) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(PRODUCTS + " WHERE sku > ? ORDER BY sku LIMIT ?")) {
                select.setString(1, last.map(Sku::code).orElse("")); // every SKU is greater than ""
                select.setInt(2, limit);
                return products(select);
            }
        });
    }

    private static List<Product> products(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Product> products = new ArrayList<>();
            while (rows.next()) {
                products.add(new Product(
                        rows.getString("sku"),
                        rows.getString("name"),
                        rows.getLong("price_minor"),
                        rows.getString("currency")));
            }
            return products;
        }
    }
}
