package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.recommendation.domain.Basket;

/**
 * A complete set of counts.
 *
 * @param baskets counted so far
 * @param walkedTo a rebuild has counted the baskets up to this order id
 */
record Generation(int number, boolean isBuilding, int maxSample, long baskets, long walkedTo) {

    /** Whether a change of this basket changes the counts; a rebuild counts the others later. */
    boolean covers(Basket basket) {
        return !isBuilding || basket.orderId() <= walkedTo;
    }
}
