package dev.orderplatform.payment.callbacks.web;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the provider signs its callbacks with.
 *
 * @param secrets one or two, the newest first, separated by white space; from a file
 */
@Validated
@ConfigurationProperties("platform.webhooks")
record WebhookProperties(@NotBlank String secrets) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "WebhookProperties[…]";
    }
}
