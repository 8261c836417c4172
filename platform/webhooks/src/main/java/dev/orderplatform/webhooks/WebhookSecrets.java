package dev.orderplatform.webhooks;

import java.util.Arrays;
import java.util.List;

/**
 * The active secrets, the newest first: one, or two while a secret is being replaced. The receiver is given the new one
 * first, then the sender; once no message is signed with the old one, it is removed on both sides.
 */
public record WebhookSecrets(List<WebhookSecret> newestFirst) {
    private static final int MAX = 2;

    public WebhookSecrets {
        if (newestFirst.isEmpty() || newestFirst.size() > MAX) {
            throw new IllegalArgumentException(
                    "one or two webhook secrets are active at a time, not " + newestFirst.size());
        }
        newestFirst = List.copyOf(newestFirst);
    }

    /** @param text secrets separated by white space, the newest first */
    public static WebhookSecrets parse(String text) {
        return new WebhookSecrets(Arrays.stream(text.split("\\s+"))
                .filter(secret -> !secret.isEmpty())
                .map(WebhookSecret::parse)
                .toList());
    }

    WebhookSecret newest() {
        return newestFirst.getFirst();
    }
}
