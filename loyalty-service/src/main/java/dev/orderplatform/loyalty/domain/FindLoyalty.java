package dev.orderplatform.loyalty.domain;

import java.util.Optional;

/** Finds the Loyalty of an order. */
public interface FindLoyalty {

    /** Empty if there is none, or if it belongs to another user. Blocking. */
    Optional<Loyalty> of(long userId, long orderId);
}
