package dev.orderplatform.notification.preferences;

import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.webhooks.WebhookSecret;
import java.util.Optional;

/** New preferences, which replace the old ones. */
public record PreferencesChange(boolean email, Optional<Webhook> webhook) {

    /**
     * An endpoint.
     *
     * @param secret that signs webhooks; empty to keep the present one
     */
    public record Webhook(EndpointUrl url, Optional<WebhookSecret> secret) {}
}
