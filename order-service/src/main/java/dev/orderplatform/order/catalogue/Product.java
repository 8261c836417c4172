package dev.orderplatform.order.catalogue;

/** An entry of the catalogue, as inventory-service returns it. */
public record Product(String sku, String name, long priceMinor, String currency) {}
