package dev.orderplatform.evolution.inventory;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Products and their stock in PostgreSQL. Blocking. */
@Component
final class Stock {
    private final JdbcClient database;

    Stock(JdbcClient database) {
        this.database = database;
    }

    /** @param priceMinor price of one unit in minor units of {@code currency} */
    record Product(String sku, long priceMinor, String currency) {}

    /** @param reserved units of confirmed orders */
    record Level(long available, long reserved) {}

    /** Everything that can be ordered. */
    List<Product> products() {
        return database.sql("SELECT sku, price_minor, currency FROM t_product")
                .query((row, _) -> new Product(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    Optional<Level> level(String sku) {
        return database.sql("SELECT available, reserved FROM t_stock WHERE sku = ?")
                .param(sku)
                .query((row, _) -> new Level(row.getLong("available"), row.getLong("reserved")))
                .optional();
    }

    /**
     * Takes units in one guarded statement, without a prior read. Returns false and takes nothing if there are too few.
     */
    boolean take(String sku, int units) {
        return 0
                < database.sql("UPDATE t_stock SET available = available - :units, reserved = reserved + :units"
                                + " WHERE sku = :sku AND available >= :units")
                        .param("units", units)
                        .param("sku", sku)
                        .update();
    }

    void giveBack(String sku, int units) {
        database.sql("UPDATE t_stock SET available = available + :units, reserved = reserved - :units WHERE sku = :sku")
                .param("units", units)
                .param("sku", sku)
                .update();
    }
}
