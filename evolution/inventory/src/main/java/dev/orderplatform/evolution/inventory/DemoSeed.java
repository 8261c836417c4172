package dev.orderplatform.evolution.inventory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Fills an empty database with SKU-00001 … SKU-01000, with the prices of the platform's demo. */
@Component
@Profile("demo")
final class DemoSeed implements InitializingBean {
    private static final String SEED = """
        WITH product AS (
          INSERT INTO t_product (sku, name, price_minor, currency)
          SELECT 'SKU-' || lpad(n::text, 5, '0'), 'Product ' || n, 100 * (5 + (15 + (n - 1) * 37) % 495) - 1, 'CNY'
          FROM generate_series(1, 1000) AS n WHERE NOT EXISTS (SELECT FROM t_product)
          RETURNING sku)
        INSERT INTO t_stock (sku, initial, available) SELECT sku, :stock, :stock FROM product
        """;

    private final JdbcClient database;
    private final SeedProperties properties;

    DemoSeed(JdbcClient database, SeedProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** @param stock initial units of each SKU in an empty database; for demos and load tests only */
    @ConfigurationProperties("platform.inventory.seed")
    record SeedProperties(long stock) {}

    @Override
    public void afterPropertiesSet() {
        database.sql(SEED).param("stock", properties.stock()).update();
    }
}
