package dev.orderplatform.contracts;

/**
 * One line of an order.
 *
 * @param quantity units, 1..10000
 * @param priceMinor price of one unit, in minor units of the order's currency
 */
public record Line(String sku, int quantity, long priceMinor) {}
