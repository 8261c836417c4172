package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.provider.ProviderRefund;
import java.util.Optional;

/** JSON of a refund. */
record RefundBody(
        String refundId, int attempt, String paymentId, long amountMinor, String currency, ProviderStatus status) {

    enum ProviderStatus {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    ProviderRefund refund() {
        return new ProviderRefund(paymentId, attempt, outcome());
    }

    private Optional<Report> outcome() {
        return switch (status) {
            case PENDING -> Optional.empty();
            case SUCCEEDED ->
                Optional.of(new Report.RefundSucceeded(refundId, attempt, new Money(amountMinor, currency)));
            case FAILED -> Optional.of(new Report.RefundFailed(refundId, attempt));
        };
    }
}
