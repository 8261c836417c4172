package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.provider.ProviderIntent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an intent.
 *
 * @param captured what was really captured; absent from the answer to a registration
 */
record IntentBody(
        ProviderStatus status, String providerUrl, @Nullable CapturedBody captured) {

    enum ProviderStatus {
        PENDING,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    /** JSON of an amount. */
    record CapturedBody(long amountMinor, String currency) {}

    boolean isUndecided() {
        return status == ProviderStatus.PENDING;
    }

    ProviderIntent intent() {
        return new ProviderIntent(providerUrl, outcome());
    }

    private Optional<Report> outcome() {
        return switch (status) {
            case PENDING -> Optional.empty();
            case CAPTURED ->
                Optional.ofNullable(captured)
                        .map(money -> new Report.Captured(new Money(money.amountMinor, money.currency)));
            case DECLINED -> Optional.of(new Report.Declined());
            case VOIDED -> Optional.of(new Report.Voided());
        };
    }
}
