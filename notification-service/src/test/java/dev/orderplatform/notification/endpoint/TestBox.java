package dev.orderplatform.notification.endpoint;

import dev.orderplatform.webhooks.WebhookSecret;
import java.util.List;

/** A key for tests. */
public final class TestBox {
    public static final SecretBox BOX = new SecretBox(List.of(new byte[32]));

    private TestBox() {}

    /** A sealed random secret. */
    public static byte[] seal(long userId) {
        return BOX.seal(userId, WebhookSecret.generate());
    }
}
