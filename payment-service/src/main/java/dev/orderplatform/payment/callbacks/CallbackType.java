package dev.orderplatform.payment.callbacks;

import dev.orderplatform.payment.domain.Report;
import java.util.Arrays;
import java.util.Optional;

/** What a callback can report. */
public enum CallbackType {
    PAYMENT_CAPTURED("payment.captured", Report.Captured.class),
    PAYMENT_DECLINED("payment.declined", Report.Declined.class),
    REFUND_SUCCEEDED("refund.succeeded", Report.RefundSucceeded.class),
    REFUND_FAILED("refund.failed", Report.RefundFailed.class);

    private final String text;
    private final Class<? extends Report> report;

    CallbackType(String text, Class<? extends Report> report) {
        this.text = text;
        this.report = report;
    }

    /** Empty if this service does not know the type. */
    public static Optional<CallbackType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** As in the callback. */
    public String text() {
        return text;
    }

    public boolean isOfRefund() {
        return this == REFUND_SUCCEEDED || this == REFUND_FAILED;
    }

    /** Whether the provider's answer says the same. */
    public boolean isConfirmedBy(Report answer) {
        return report.isInstance(answer);
    }
}
