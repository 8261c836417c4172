package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Sku;
import java.util.SortedMap;

/** Why an order is not placed. The idempotency key stays unused. */
public sealed interface PlacementError {

    /** @param skus by the index of their line, in the order of the lines */
    record UnknownSkus(SortedMap<Integer, Sku> skus) implements PlacementError {}

    /** Errors without details. */
    enum Simple implements PlacementError {
        /** The total exceeds the range of an amount. */
        TOTAL_TOO_LARGE,
        MIXED_CURRENCIES,
        /** There are no prices yet. */
        NO_CATALOGUE,
        /** The key belongs to an order with another body. */
        KEY_REUSED,
        /** A request with this key is still in progress. */
        KEY_IN_USE,
        /** Orders arrive faster than they can be stored. */
        OVERLOADED,
        /** It could not be stored in time. A retry with the same key shows whether it was stored. */
        OUTCOME_UNKNOWN,
        /** There is no second region to store the order. */
        NO_OTHER_REGION
    }
}
