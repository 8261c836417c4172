package dev.orderplatform.payment.provider;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.Report;
import java.util.Optional;

/**
 * An intent as the provider knows it.
 *
 * @param providerUrl where the customer pays
 * @param outcome empty while it is undecided
 */
public record ProviderIntent(String providerUrl, Optional<Report> outcome) {

    /** What was really captured. */
    public Optional<Money> captured() {
        return outcome.flatMap(
                report -> report instanceof Report.Captured(Money money) ? Optional.of(money) : Optional.empty());
    }
}
