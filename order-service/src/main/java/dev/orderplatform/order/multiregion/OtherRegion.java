package dev.orderplatform.order.multiregion;

import dev.orderplatform.order.domain.StoredOrder;

/**
 * The order-service of the other region. Calls block with a timeout; a circuit breaker stops them for a while when it
 * is down.
 */
public interface OtherRegion {
    /**
     * Writes the order there, as a branch of the transaction.
     *
     * @throws OtherRegionUnavailable when it may not have been written
     */
    void write(StoredOrder order, String xid);

    /**
     * Whether the order is stored there, decided or not.
     *
     * @throws OtherRegionUnavailable when that is not known
     */
    boolean holds(long orderId);

    /** False while the circuit breaker rejects calls. */
    boolean isAvailable();
}
