package dev.orderplatform.inventory.stock;

/**
 * A SKU's units in one region, as its own inventory knows them.
 *
 * @param available units that orders may have
 * @param reserved units of confirmed orders
 * @param sold units that were paid for
 * @param transferredOut units that ever went to another region
 * @param transferredIn units that ever came from another region
 */
public record RegionStock(
        String region, long available, long reserved, long sold, long transferredOut, long transferredIn) {}
