package dev.orderplatform.payment.starting;

import dev.orderplatform.payment.domain.Money;

/** What order-service says about an order. */
public record OrderToPay(long userId, String status, Money total) {
    private static final String CONFIRMED = "CONFIRMED";

    boolean isConfirmed() {
        return status.equals(CONFIRMED);
    }
}
