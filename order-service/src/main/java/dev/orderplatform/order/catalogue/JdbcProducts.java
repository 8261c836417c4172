package dev.orderplatform.order.catalogue;

import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The copy of the catalogue that survives a restart. */
final class JdbcProducts {
    private final DataSource database;

    JdbcProducts(DataSource database) {
        this.database = database;
    }

    List<Product> all() {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select =
                            transaction.prepare("SELECT sku, name, price_minor, currency FROM t_catalogue");
                    ResultSet rows = select.executeQuery()) {
                List<Product> products = new ArrayList<>();
                while (rows.next()) {
                    products.add(new Product(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getString(4)));
                }
                return products;
            }
        });
    }

    /** Makes the copy say exactly this. */
    void replace(List<Product> products) {
        Transaction.run(database, transaction -> {
            Object[] skus = products.stream().map(Product::sku).toArray();
            try (PreparedStatement delete = transaction.prepare("DELETE FROM t_catalogue WHERE sku <> ALL (?)");
                    PreparedStatement upsert = transaction.prepare("""
                        INSERT INTO t_catalogue (sku, name, price_minor, currency)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
                        ON CONFLICT (sku) DO UPDATE SET name = EXCLUDED.name, price_minor = EXCLUDED.price_minor,
                          currency = EXCLUDED.currency
                        WHERE (t_catalogue.name, t_catalogue.price_minor, t_catalogue.currency)
                          IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.price_minor, EXCLUDED.currency)
                        """)) {
                delete.setArray(1, transaction.connection().createArrayOf("text", skus));
                delete.executeUpdate();
                upsert.setArray(1, transaction.connection().createArrayOf("text", skus));
                upsert.setArray(
                        2,
                        transaction
                                .connection()
                                .createArrayOf(
                                        "text",
                                        products.stream().map(Product::name).toArray()));
                upsert.setArray(
                        3,
                        transaction
                                .connection()
                                .createArrayOf(
                                        "bigint",
                                        products.stream()
                                                .map(Product::priceMinor)
                                                .toArray()));
                upsert.setArray(
                        4,
                        transaction
                                .connection()
                                .createArrayOf(
                                        "text",
                                        products.stream().map(Product::currency).toArray()));
                return upsert.executeUpdate();
            }
        });
    }
}
