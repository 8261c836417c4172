package dev.orderplatform.monolith.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Units of one SKU. */
@Entity
@Table(name = "t_stock")
class Stock {
    @Id
    private String sku;

    private long available;
    private long reserved;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    Stock() {}

    String sku() {
        return sku;
    }

    long available() {
        return available;
    }

    long reserved() {
        return reserved;
    }
}
