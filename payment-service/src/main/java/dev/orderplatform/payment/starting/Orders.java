package dev.orderplatform.payment.starting;

import java.util.Optional;

/** The orders of order-service. */
@FunctionalInterface
public interface Orders {

    /**
     * Empty if there is none. Blocks for two seconds at most.
     *
     * @throws OrdersUnavailable if order-service does not answer
     */
    Optional<OrderToPay> find(long orderId);
}
