package dev.orderplatform.webhooks;

import static java.util.stream.Collectors.joining;

import java.time.InstantSource;
import java.util.List;

/** Signs outbound webhooks. Each attempt to deliver a message is signed anew, with the same id. */
public final class WebhookSigner {
    private final WebhookSecrets secrets;
    private final InstantSource clock;

    public WebhookSigner(WebhookSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Signs with the newest secret.
     *
     * @param id of the message: 1 to 128 printable ASCII characters, without space and full stop
     */
    public WebhookHeaders sign(String id, byte[] body) {
        return sign(List.of(secrets.newest()), id, body);
    }

    /** Signs with every active secret, for receivers that may have only one of them. */
    public WebhookHeaders signWithAll(String id, byte[] body) {
        return sign(secrets.newestFirst(), id, body);
    }

    private WebhookHeaders sign(List<WebhookSecret> with, String id, byte[] body) {
        if (!Signature.ID_FORMAT.matcher(id).matches()) {
            throw new IllegalArgumentException("not a webhook id: " + id);
        }
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var signatures = with.stream()
                .map(secret -> Signature.of(secret, id, timestamp, body))
                .collect(joining(" "));
        return new WebhookHeaders(id, timestamp, signatures);
    }
}
