package dev.orderplatform.inventory.stock;

/**
 * A SKU's stock in one region, as reported by that region.
 *
 * @param available units that can be reserved
 * @param reserved units reserved for orders
 * @param sold units sold
 * @param transferredOut total units sent to other regions
 * @param transferredIn total units received from other regions
 */
public record RegionStock(
        String region, long available, long reserved, long sold, long transferredOut, long transferredIn) {}
