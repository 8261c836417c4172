package dev.orderplatform.notification.channel.webhook;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.orderplatform.contracts.EventId;

/** The body of a webhook, the same for each attempt. Ids are strings: they exceed JavaScript's safe integers. */
@JsonPropertyOrder({"type", "timestamp", "data"})
record WebhookBody(String type, String timestamp, Data data) {
    private static final ObjectWriter JSON = new ObjectMapper().writerFor(WebhookBody.class);

    /**
     * The notification.
     *
     * @param version of the order after the event: webhooks may arrive in another order than their events happened
     */
    @JsonPropertyOrder({"orderId", "version", "notificationId", "title", "body"})
    record Data(String orderId, int version, String notificationId, String title, String body) {}

    static byte[] of(Delivery delivery) {
        int version = EventId.parse(delivery.eventId()).map(EventId::version).orElseThrow();
        WebhookBody body = new WebhookBody(
                delivery.type(),
                delivery.at().toString(),
                new Data(
                        Long.toString(delivery.orderId()),
                        version,
                        Long.toString(delivery.notificationId()),
                        delivery.title(),
                        delivery.body()));
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // Plain data always has a JSON form.
        }
    }
}
