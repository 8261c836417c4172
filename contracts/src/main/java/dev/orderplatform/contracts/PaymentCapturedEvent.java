package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The provider has captured the amount: the first correct capture of its order. */
public record PaymentCapturedEvent(
        String paymentId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        int version,
        long epoch,
        Instant at,
        long amountMinor,
        String currency)
        implements PaymentEvent {

    public PaymentCapturedEvent {
        Require.ids(orderId, version, epoch);
        Require.partOf(orderId, paymentId);
        Require.amount(amountMinor);
    }
}
