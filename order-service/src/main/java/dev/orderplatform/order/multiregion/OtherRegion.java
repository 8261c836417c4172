package dev.orderplatform.order.multiregion;

import dev.orderplatform.order.domain.StoredOrder;

/** The order-service of the other region. Its calls block, with a limit, and stop for a while when it is away. */
public interface OtherRegion {
    /**
     * Has the order written there, as a branch of the transaction.
     *
     * @throws OtherRegionUnavailable when that is not known to have happened
     */
    void write(StoredOrder order, String xid);

    /**
     * Whether the order is stored there, decided or not.
     *
     * @throws OtherRegionUnavailable when that is not known
     */
    boolean holds(long orderId);

    /** False while calls would be refused without trying, since it was away a moment ago. */
    boolean isTried();
}
