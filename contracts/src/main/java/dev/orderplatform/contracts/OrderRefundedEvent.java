package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * The payment was paid back: the order is REFUNDED. This is final.
 *
 * @param amountMinor in minor units of {@code currency} (ISO 4217)
 */
public record OrderRefundedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        String refundId,
        long amountMinor,
        String currency)
        implements OrderEvent {

    public OrderRefundedEvent {
        Require.ids(orderId, version, epoch);
        Require.amount(amountMinor);
    }
}
