package dev.orderplatform.notification.channel.webhook;

import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.webhooks.WebhookHeaders;

/** Sends one request. Blocking, for a limited time. */
public interface WebhookSender {

    /** Never throws because of the endpoint: every failure is an attempt. */
    Attempt send(EndpointUrl url, WebhookHeaders headers, byte[] body);
}
