package dev.orderplatform.notification.channel.webhook;

import dev.orderplatform.notification.endpoint.AddressRules;
import dev.orderplatform.notification.endpoint.EndpointRefused;
import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.notification.endpoint.SecretBox;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Sends webhooks to an endpoint, signed with its secret. */
final class SignAndSend {
    private final AddressRules rules;
    private final SecretBox box;
    private final WebhookSender sender;
    private final InstantSource clock;

    SignAndSend(AddressRules rules, SecretBox box, WebhookSender sender, InstantSource clock) {
        this.rules = rules;
        this.box = box;
        this.sender = sender;
        this.clock = clock;
    }

    /** For an endpoint that cannot be used, every attempt fails. */
    Function<Delivery, Attempt> to(Turn turn) {
        try {
            // Judged again: it may have been stored under other rules.
            EndpointUrl url = EndpointUrl.parse(turn.url(), rules);
            WebhookSigner signer =
                    new WebhookSigner(new WebhookSecrets(List.of(box.open(turn.userId(), turn.sealedSecret()))), clock);
            return delivery -> {
                byte[] body = WebhookBody.of(delivery);
                return sender.send(url, signer.sign(delivery.eventId(), body), body);
            };
        } catch (EndpointRefused | IllegalStateException e) {
            return _ -> Attempt.failed(String.valueOf(e.getMessage()), Duration.ZERO);
        }
    }
}
