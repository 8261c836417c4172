package dev.orderplatform.logistics.domain;

/**
 * A verified callback of the carrier.
 *
 * @param webhookId by which a repeat is recognised
 * @param body as received
 * @param traceparent W3C trace context of the request
 */
public record CarrierCallback(
        String webhookId,
        CallbackType type,
        ParcelId parcelId,
        String trackingNumber,
        byte[] body,
        String traceparent) {}
