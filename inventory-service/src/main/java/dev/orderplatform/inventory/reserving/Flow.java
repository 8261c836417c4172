package dev.orderplatform.inventory.reserving;

/**
 * What ever crossed this region's border.
 *
 * @param transferredOut units that left for another region
 * @param transferredIn units that came from another
 */
public record Flow(long transferredOut, long transferredIn) {
    /** Of a SKU that is not here. */
    public static final Flow NONE = new Flow(0, 0);
}
