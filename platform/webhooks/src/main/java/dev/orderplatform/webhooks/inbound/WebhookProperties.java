package dev.orderplatform.webhooks.inbound;

import dev.orderplatform.webhooks.WebhookSecrets;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets of inbound webhooks; they come from a file.
 *
 * @param secrets one or two, separated by white space, the newest first
 */
@ConfigurationProperties("platform.webhooks")
public record WebhookProperties(String secrets) {

    public WebhookProperties {
        Objects.requireNonNull(secrets, "platform.webhooks.secrets is missing");
    }

    WebhookSecrets parsed() {
        return WebhookSecrets.parse(secrets);
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "WebhookProperties[…]";
    }
}
