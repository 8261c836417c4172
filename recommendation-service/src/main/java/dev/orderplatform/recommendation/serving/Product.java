package dev.orderplatform.recommendation.serving;

/**
 * An entry of the catalogue.
 *
 * @param priceMinor in minor units of {@code currency} (ISO 4217)
 */
public record Product(String sku, String name, long priceMinor, String currency) {}
