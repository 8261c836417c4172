package dev.orderplatform.inventory.catalogue;

/**
 * A product in the catalogue.
 *
 * @param priceMinor price of one unit in minor units of {@code currency}
 * @param currency ISO 4217
 */
public record Product(String sku, String name, long priceMinor, String currency) {}
