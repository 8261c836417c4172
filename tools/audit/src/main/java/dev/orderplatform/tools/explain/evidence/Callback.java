package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;

/**
 * A stored callback of the provider or the carrier.
 *
 * @param subject the payment or parcel
 * @param status APPLIED, WAITING (it contradicts what is known) or DISCARDED
 */
public record Callback(String webhookId, String subject, String type, String status, Instant receivedAt) {

    public boolean waiting() {
        return status.equals("WAITING");
    }
}
