package dev.orderplatform.monolith.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry of the catalogue. */
@Entity
@Table(name = "t_product")
class Product {
    @Id
    private String sku;

    @Column(name = "price_minor")
    private long priceMinor;

    private String currency;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    Product() {}

    String sku() {
        return sku;
    }

    Prices.Price price() {
        return new Prices.Price(priceMinor, currency);
    }
}
