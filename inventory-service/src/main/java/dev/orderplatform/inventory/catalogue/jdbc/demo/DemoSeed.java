package dev.orderplatform.inventory.catalogue.jdbc.demo;

import dev.orderplatform.inventory.catalogue.Product;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Fills an empty catalogue. Never changes one that has products, so a restart does not restore sold stock. */
@Component
@ConditionalOnBooleanProperty("platform.inventory.seed.enabled")
final class DemoSeed implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(DemoSeed.class);

    private final DataSource database;
    private final SeedProperties properties;

    DemoSeed(DataSource database, SeedProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Override
    public void afterPropertiesSet() {
        int seeded = Transaction.run(database, transaction -> seed(transaction.connection()));
        if (seeded > 0) {
            log.info("seeded {} products with {} units each", seeded, properties.stock());
        }
    }

    private int seed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Otherwise two instances starting together could both find it empty.
            statement.execute("LOCK TABLE t_product IN SHARE ROW EXCLUSIVE MODE");
            try (ResultSet rows = statement.executeQuery("SELECT FROM t_product LIMIT 1")) {
                if (rows.next()) {
                    return 0;
                }
            }
        }
        List<Product> products = DemoCatalogue.products();
        insertProducts(connection, products);
        insertStock(connection, products);
        return products.size();
    }

    private static void insertProducts(Connection connection, List<Product> products) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t_product (sku, name, price_minor, currency)"
                        + " SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[])")) {
            insert.setArray(1, array(connection, "text", products.stream().map(Product::sku)));
            insert.setArray(2, array(connection, "text", products.stream().map(Product::name)));
            insert.setArray(3, array(connection, "bigint", products.stream().map(Product::priceMinor)));
            insert.setArray(4, array(connection, "text", products.stream().map(Product::currency)));
            insert.executeUpdate();
        }
    }

    private void insertStock(Connection connection, List<Product> products) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO t_stock (sku, initial, available) SELECT sku, ?, ? FROM unnest(?::text[]) AS sku")) {
            insert.setLong(1, properties.stock());
            insert.setLong(2, properties.stock());
            insert.setArray(3, array(connection, "text", products.stream().map(Product::sku)));
            insert.executeUpdate();
        }
    }

    private static java.sql.Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
