package dev.orderplatform.recommendation.domain;

import java.util.Optional;

/** Finds the Recommendation of an order. */
public interface FindRecommendation {

    /** Empty if there is none, or if it belongs to another user. Blocking. */
    Optional<Recommendation> of(long userId, long orderId);
}
