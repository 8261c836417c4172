package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * A payment must be paid back: the order is REFUND_PENDING.
 *
 * @param refundId under which it is paid back, once
 * @param amountMinor in minor units of {@code currency} (ISO 4217)
 * @param reason {@link #CANCELLED}, {@link #LATE_PAYMENT} or {@link #RETURNED}
 * @param stockReturns whether the units were sold and become available again
 */
public record OrderRefundRequestedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        String refundId,
        String paymentId,
        long amountMinor,
        String currency,
        String reason,
        List<Line> lines,
        boolean stockReturns)
        implements OrderEvent {
    /** The customer cancelled the paid order. */
    public static final String CANCELLED = "CANCELLED";
    /** The payment came after the order was cancelled. */
    public static final String LATE_PAYMENT = "LATE_PAYMENT";
    /** All parcels came back. */
    public static final String RETURNED = "RETURNED";

    public OrderRefundRequestedEvent {
        Require.ids(orderId, version, epoch);
        Require.partOf(orderId, paymentId);
        Require.amount(amountMinor);
        lines = Require.lines(lines);
    }
}
