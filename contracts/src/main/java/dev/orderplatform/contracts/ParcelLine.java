package dev.orderplatform.contracts;

/**
 * What a parcel holds of one SKU.
 *
 * @param quantity units, at least 1
 */
public record ParcelLine(String sku, int quantity) {}
