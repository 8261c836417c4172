package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The provider has declined the payment. The customer may start another one. */
public record PaymentDeclinedEvent(
        String paymentId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        int version,
        long epoch,
        Instant at,
        long amountMinor,
        String currency)
        implements PaymentEvent {

    public PaymentDeclinedEvent {
        Require.ids(orderId, version, epoch);
        Require.partOf(orderId, paymentId);
        Require.amount(amountMinor);
    }
}
