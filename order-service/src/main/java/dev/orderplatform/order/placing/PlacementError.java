package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Sku;
import java.util.SortedMap;

/** Why an order is not placed. None of these uses the idempotency key up. */
public sealed interface PlacementError {

    /** @param skus by the index of their line, in the order of the lines */
    record UnknownSkus(SortedMap<Integer, Sku> skus) implements PlacementError {}

    /** Those without details. */
    enum Simple implements PlacementError {
        /** The total is more than an amount can be. */
        TOTAL_TOO_LARGE,
        MIXED_CURRENCIES,
        /** There are no prices yet. */
        NO_CATALOGUE,
        /** The key belongs to an order with another body. */
        KEY_REUSED,
        /** A request with this key has no answer yet. */
        KEY_IN_USE,
        /** More orders arrive than can be stored. */
        OVERLOADED,
        /** It could not be stored in time. A retry with the same key shows whether it was stored. */
        OUTCOME_UNKNOWN,
        /** There is no second region to hold the order. */
        NO_OTHER_REGION
    }
}
