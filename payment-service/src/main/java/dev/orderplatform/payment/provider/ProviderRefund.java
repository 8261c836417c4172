package dev.orderplatform.payment.provider;

import dev.orderplatform.payment.domain.Report;
import java.util.Optional;

/**
 * A refund as the provider knows it.
 *
 * @param paymentId of the payment that it pays back
 * @param attempt the latest; the ones before it have failed
 * @param outcome of the latest attempt; empty while it is undecided
 */
public record ProviderRefund(String paymentId, int attempt, Optional<Report> outcome) {}
