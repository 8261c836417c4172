package dev.orderplatform.webhooks;

import java.util.function.BiConsumer;

/**
 * The three headers of a webhook.
 *
 * @param id of the message; the same for each attempt to deliver it
 * @param timestamp of the attempt, in seconds since 1970
 * @param signature signatures, separated by spaces
 */
public record WebhookHeaders(String id, String timestamp, String signature) {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /** Passes each header's name and value. */
    public void forEach(BiConsumer<String, String> header) {
        header.accept(ID, id);
        header.accept(TIMESTAMP, timestamp);
        header.accept(SIGNATURE, signature);
    }
}
