package dev.orderplatform.inventory.reserving;

/**
 * What ever crossed this region's border.
 *
 * @param sent units that left for another region
 * @param got units that came from another
 */
public record Flow(long sent, long got) {
    /** Of a SKU that is not here. */
    public static final Flow NONE = new Flow(0, 0);
}
