package dev.orderplatform.inventory.stock;

/**
 * A SKU's units in one region, as its own inventory knows them.
 *
 * @param available units that orders may have
 * @param reserved units of confirmed orders
 * @param sold units that were paid for
 * @param sent units that ever went to another region
 * @param got units that ever came from another region
 */
public record RegionStock(String region, long available, long reserved, long sold, long sent, long got) {}
