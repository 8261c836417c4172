package dev.orderplatform.loyalty.domain;

import java.util.Optional;

/** Reads a customer's points. */
public interface FetchStatement {

    /**
     * Balances and the newest transfers. Blocking.
     *
     * @param before only transfers with smaller numbers
     */
    Statement of(long userId, Optional<Long> before, int limit);
}
