package dev.orderplatform.payment.provider;

import dev.orderplatform.payment.domain.Report;
import java.util.Optional;

/**
 * An intent as the provider knows it.
 *
 * @param providerUrl where the customer pays
 * @param outcome empty while it is undecided
 */
public record ProviderIntent(String providerUrl, Optional<Report> outcome) {}
