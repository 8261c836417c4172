package dev.orderplatform.payment.callbacks.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.Callback.RefundAttempt;
import dev.orderplatform.payment.callbacks.CallbackType;
import dev.orderplatform.payment.callbacks.PaymentUnknown;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of a callback of a known type, not validated.
 *
 * @param refundId of a refund's callbacks
 * @param attempt of a refund's callbacks; 1 if absent
 */
@Schema(name = "PaymentCallback")
@JsonIgnoreProperties(ignoreUnknown = true)
record CallbackBody(
        @Nullable String type,
        @Nullable String paymentId,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String at,
        @Nullable String refundId,
        @Nullable Integer attempt) {
    /** RFC 3339, with an offset. */
    private static final Pattern AT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static final Pattern REFUND_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * The validated callback.
     *
     * @throws ProblemException a 400 that names the wrong fields
     * @throws PaymentUnknown if the id is not that of a payment
     */
    Callback validated(String webhookId, CallbackType known, byte[] raw, String traceparent) {
        List<FieldError> errors = errors(known);
        if (!errors.isEmpty() || paymentId == null || amountMinor == null || currency == null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "The callback is not valid.", errors);
        }
        PaymentId payment = PaymentId.parse(paymentId).orElseThrow(PaymentUnknown::new);
        Optional<RefundAttempt> refund = Optional.ofNullable(refundId)
                .filter(_ -> known.isOfRefund())
                .map(id -> new RefundAttempt(id, attempt == null ? 1 : attempt));
        Report report = report(known, new Money(amountMinor, currency), refund);
        return new Callback(webhookId, known, payment, refund, report, raw, traceparent);
    }

    private static Report report(CallbackType known, Money money, Optional<RefundAttempt> refund) {
        return switch (known) {
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

    private List<FieldError> errors(CallbackType known) {
        List<FieldError> errors = new ArrayList<>();
        if (paymentId == null) {
            errors.add(new FieldError("paymentId", "is missing"));
        }
        if (amountMinor == null || amountMinor < 1) {
            errors.add(new FieldError("amountMinor", "must be an integer of 1 or more"));
        }
        if (currency == null || !Money.isCurrency(currency)) {
            errors.add(new FieldError("currency", "must be a currency code such as CNY"));
        }
        if (at == null || !isTime(at)) {
            errors.add(new FieldError("at", "must be a time in RFC 3339 with an offset"));
        }
        if (known.isOfRefund()
                && (refundId == null || !REFUND_ID.matcher(refundId).matches())) {
            errors.add(new FieldError("refundId", "must have 1 to 128 printable ASCII characters"));
        }
        if (attempt != null && attempt < 1) {
            errors.add(new FieldError("attempt", "must be an integer of 1 or more"));
        }
        return errors;
    }

    // The pattern alone would accept the 30th of February, the parser alone a time without seconds.
    private static boolean isTime(String text) {
        try {
            return AT.matcher(text).matches() && OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
