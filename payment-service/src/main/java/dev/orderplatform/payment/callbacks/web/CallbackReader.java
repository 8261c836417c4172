package dev.orderplatform.payment.callbacks.web;

import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.Callback.RefundAttempt;
import dev.orderplatform.payment.callbacks.CallbackType;
import dev.orderplatform.payment.callbacks.PaymentUnknown;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.webhooks.inbound.SignedMessage;
import dev.orderplatform.webhooks.inbound.WebhookBody;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the fields of callbacks. */
final class CallbackReader {
    private static final Pattern REFUND_ID = Pattern.compile("[\\x21-\\x7e]+");

    private CallbackReader() {}

    /**
     * Empty if this service does not know the type; the other fields may then be anything.
     *
     * @throws ProblemException 400 that names the fields that are missing or wrong
     * @throws PaymentUnknown if the id is not that of a payment
     */
    static Optional<Callback> read(SignedMessage message, TraceParent trace) {
        WebhookBody body = WebhookBody.parse(message.body());
        String type = body.text("type");
        body.check();
        return CallbackType.parse(type).map(known -> read(message, known, body, trace));
    }

    private static Callback read(SignedMessage message, CallbackType type, WebhookBody body, TraceParent trace) {
        String id = body.text("paymentId");
        long minor = body.positive("amountMinor");
        String currency = body.text("currency", Money::isCurrency, "must be a currency code such as CNY");
        body.time("at");
        Optional<RefundAttempt> refund = type.isOfRefund() ? Optional.of(refund(body)) : Optional.empty();
        body.check();
        PaymentId payment = PaymentId.parse(id).orElseThrow(PaymentUnknown::new);
        Report report = report(type, new Money(minor, currency), refund);
        return new Callback(message.id(), type, payment, refund, report, message.body(), trace.value());
    }

    private static RefundAttempt refund(WebhookBody body) {
        String id =
                body.text("refundId", REFUND_ID.asMatchPredicate(), "must have 1 to 128 printable ASCII characters");
        return new RefundAttempt(id, body.positiveInt("attempt", 1));
    }

    private static Report report(CallbackType type, Money money, Optional<RefundAttempt> refund) {
        return switch (type) {
            case PAYMENT_CAPTURED -> new Report.Captured(money);
            case PAYMENT_DECLINED -> new Report.Declined();
            case REFUND_SUCCEEDED -> {
                RefundAttempt succeeded = refund.orElseThrow();
                yield new Report.RefundSucceeded(succeeded.refundId(), succeeded.attempt(), money);
            }
            case REFUND_FAILED -> {
                RefundAttempt failed = refund.orElseThrow();
                yield new Report.RefundFailed(failed.refundId(), failed.attempt());
            }
        };
    }
}
