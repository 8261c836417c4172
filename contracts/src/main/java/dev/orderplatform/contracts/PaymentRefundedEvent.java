package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * The provider has paid the amount back.
 *
 * @param refundId the refund that was executed; of an order's own refund, that of its OrderRefundRequestedEvent
 */
public record PaymentRefundedEvent(
        String paymentId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        int version,
        long epoch,
        Instant at,
        String refundId,
        long amountMinor,
        String currency)
        implements PaymentEvent {

    public PaymentRefundedEvent {
        Require.ids(orderId, version, epoch);
        Require.partOf(orderId, paymentId);
        Require.amount(amountMinor);
    }
}
