package dev.orderplatform.order.catalogue.jdbc;

import dev.orderplatform.order.catalogue.Product;
import dev.orderplatform.order.catalogue.Products;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcProducts implements Products {
    private final JdbcClient database;

    JdbcProducts(Shards shards) {
        this.database = JdbcClient.create(shards.database(0));
    }

    @Override
    public List<Product> all() {
        return database.sql("SELECT sku, name, price_minor, currency FROM t_catalogue")
                .query((row, _) -> new Product(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)))
                .list();
    }

    @Override
    public void replace(List<Product> products) {
        database.sql("""
            WITH gone AS (DELETE FROM t_catalogue WHERE sku <> ALL (:skus::text[]))
            INSERT INTO t_catalogue (sku, name, price_minor, currency)
            SELECT * FROM unnest(:skus::text[], :names::text[], :prices::bigint[], :currencies::text[])
            ON CONFLICT (sku) DO UPDATE SET name = EXCLUDED.name, price_minor = EXCLUDED.price_minor,
              currency = EXCLUDED.currency
            WHERE (t_catalogue.name, t_catalogue.price_minor, t_catalogue.currency)
              IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.price_minor, EXCLUDED.currency)
            """)
                .param("skus", Columns.texts(products, Product::sku))
                .param("names", Columns.texts(products, Product::name))
                .param("prices", Columns.longs(products, Product::priceMinor))
                .param("currencies", Columns.texts(products, Product::currency))
                .update();
    }
}
