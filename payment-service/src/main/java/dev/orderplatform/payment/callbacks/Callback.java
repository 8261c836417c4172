package dev.orderplatform.payment.callbacks;

import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Report;
import java.util.Optional;

/**
 * A callback whose signature is verified.
 *
 * @param webhookId the same for each attempt to deliver it
 * @param refund present if it reports a refund
 * @param body as it was received
 * @param traceparent of the request
 */
public record Callback(
        String webhookId,
        CallbackType type,
        PaymentId payment,
        Optional<RefundAttempt> refund,
        Report report,
        byte[] body,
        String traceparent) {

    /** @param attempt from 1 */
    public record RefundAttempt(String refundId, int attempt) {}
}
