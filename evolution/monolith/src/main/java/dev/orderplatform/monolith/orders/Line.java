package dev.orderplatform.monolith.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** One line of an order. */
@Embeddable
record Line(
        String sku,
        int quantity,
        @Column(name = "price_minor") long priceMinor) {}
