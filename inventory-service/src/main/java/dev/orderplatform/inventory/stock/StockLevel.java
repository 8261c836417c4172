package dev.orderplatform.inventory.stock;

/**
 * How much of a SKU there is in a region.
 *
 * @param available units that orders may have
 * @param reserved units of confirmed orders
 * @param sold units that were paid for
 * @param inTransit units that this region has sent to another and that have not arrived
 */
public record StockLevel(String region, long available, long reserved, long sold, long inTransit) {}
