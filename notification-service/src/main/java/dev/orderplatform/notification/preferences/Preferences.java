package dev.orderplatform.notification.preferences;

import java.util.Optional;

/**
 * A customer's preferences, without the secret.
 *
 * @param email whether notifications are also sent by e-mail
 * @param webhookUrl where webhooks are sent; empty for none
 */
public record Preferences(boolean email, Optional<String> webhookUrl) {}
