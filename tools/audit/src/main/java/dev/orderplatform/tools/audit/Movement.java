package dev.orderplatform.tools.audit;

/**
 * Money that has moved between customer and provider.
 *
 * @param amountMinor in minor units; positive for a capture, negative for a refund
 */
record Movement(PartId payment, long amountMinor, String currency) {}
