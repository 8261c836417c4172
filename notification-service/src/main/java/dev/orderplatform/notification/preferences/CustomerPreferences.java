package dev.orderplatform.notification.preferences;

/** The preferences of all customers. Blocking. */
public interface CustomerPreferences {

    Preferences of(long userId);

    /**
     * Replaces a customer's preferences. An endpoint that was disabled is enabled again; webhooks that wait are sent to
     * the new URL, or given up if there is none.
     *
     * @throws SecretMissing if there is no secret to keep
     */
    Preferences replace(long userId, PreferencesChange change);
}
