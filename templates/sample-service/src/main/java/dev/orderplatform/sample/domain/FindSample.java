package dev.orderplatform.sample.domain;

import java.util.Optional;

/** Finds the Sample of an order. */
public interface FindSample {

    /** Empty if there is none, or if it belongs to another user. Blocking. */
    Optional<Sample> of(long userId, long orderId);
}
