package dev.orderplatform.order.catalogue;

/** An entry of the catalogue, in the form in which inventory-service tells it. */
record Product(String sku, String name, long priceMinor, String currency) {}
