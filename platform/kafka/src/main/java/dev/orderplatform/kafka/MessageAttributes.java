package dev.orderplatform.kafka;

import io.opentelemetry.api.common.Attributes;

/** Attributes of a message's span, by OpenTelemetry's semantic conventions. */
public final class MessageAttributes {
    private MessageAttributes() {}

    public static Attributes of(String topic, String id, String type) {
        return Attributes.builder()
                .put("messaging.system", "kafka")
                .put("messaging.destination.name", topic)
                .put("messaging.message.id", id)
                .put("cloudevents.event_type", type)
                .build();
    }
}
