package dev.orderplatform.notification.preferences.web;

import dev.orderplatform.notification.preferences.Preferences;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Preferences as JSON.
 *
 * @param webhook null for none
 */
@Schema(name = "Preferences")
record PreferencesView(boolean email, @Nullable Webhook webhook) {

    /** An endpoint. Its secret is never shown. */
    @Schema(name = "Webhook")
    record Webhook(String url) {}

    static PreferencesView of(Preferences preferences) {
        return new PreferencesView(
                preferences.email(), preferences.webhookUrl().map(Webhook::new).orElse(null));
    }
}
