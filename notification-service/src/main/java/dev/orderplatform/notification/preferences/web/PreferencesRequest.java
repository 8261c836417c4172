package dev.orderplatform.notification.preferences.web;

import dev.orderplatform.notification.endpoint.AcceptEndpoint;
import dev.orderplatform.notification.endpoint.EndpointRefused;
import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.notification.preferences.PreferencesChange;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.webhooks.WebhookSecret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of PUT, as it arrives.
 *
 * @param webhook null for none
 */
@Schema(name = "PreferencesRequest")
record PreferencesRequest(@Nullable Boolean email, @Nullable Webhook webhook) {

    /**
     * An endpoint.
     *
     * @param secret {@code whsec_} and the Base64 of 24 to 64 bytes; null to keep the present one
     */
    @Schema(name = "WebhookRequest")
    record Webhook(@Nullable String url, @Nullable String secret) {

        /** Hides the secret. */
        @Override
        public String toString() {
            return "Webhook[" + url + "]";
        }
    }

    /** Blocking: looks up the endpoint's host. */
    PreferencesChange validated(AcceptEndpoint acceptEndpoint) {
        if (email == null) {
            throw ProblemException.badField("email", "is missing");
        }
        return new PreferencesChange(
                email, Optional.ofNullable(webhook).map(given -> validated(given, acceptEndpoint)));
    }

    // The secret first: it costs no look-up.
    private static PreferencesChange.Webhook validated(Webhook webhook, AcceptEndpoint acceptEndpoint) {
        Optional<WebhookSecret> secret = Optional.ofNullable(webhook.secret()).map(PreferencesRequest::secret);
        return new PreferencesChange.Webhook(url(webhook.url(), acceptEndpoint), secret);
    }

    private static WebhookSecret secret(String text) {
        try {
            return WebhookSecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("webhook.secret", String.valueOf(e.getMessage()));
        }
    }

    private static EndpointUrl url(@Nullable String text, AcceptEndpoint acceptEndpoint) {
        if (text == null) {
            throw ProblemException.badField("webhook.url", "is missing");
        }
        try {
            return acceptEndpoint.accept(text);
        } catch (EndpointRefused e) {
            throw ProblemException.badField("webhook.url", String.valueOf(e.getMessage()));
        }
    }
}
