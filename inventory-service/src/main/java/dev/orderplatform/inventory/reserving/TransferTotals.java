package dev.orderplatform.inventory.reserving;

/**
 * Total units of a SKU ever transferred to and from other regions.
 *
 * @param transferredOut units sent to other regions
 * @param transferredIn units received from other regions
 */
public record TransferTotals(long transferredOut, long transferredIn) {
    /** The totals of a SKU that does not exist here. */
    public static final TransferTotals NONE = new TransferTotals(0, 0);
}
