package dev.orderplatform.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The AsyncAPI document of all topics, made from the event streams and the schemas of their events. */
public final class AsyncApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADERS = "EventHeaders";

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode messages;
    private final ObjectNode schemas;

    private AsyncApi() {
        root.put("asyncapi", "3.1.0");
        root.putObject("info")
                .put("title", "Order Platform events")
                .put("version", "1.0.0")
                .put("description", "What the services publish on Kafka. Record keys are order ids.");
        root.put("defaultContentType", "application/json");
        channels = root.putObject("channels");
        operations = root.putObject("operations");
        ObjectNode components = root.putObject("components");
        messages = components.putObject("messages");
        schemas = components.putObject("schemas");
    }

    /** Makes the document, a new tree each time. */
    public static ObjectNode document() {
        AsyncApi document = new AsyncApi();
        document.schemas.set(HEADERS, headers());
        EventStreams.ALL.forEach(document::add);
        return document.root;
    }

    private static ObjectNode headers() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        header(
                properties,
                EventHeaders.ID,
                "aggregateType-aggregateId-epoch-version; the same if it is published again");
        header(properties, EventHeaders.TYPE, "the event's type");
        header(properties, EventHeaders.SOURCE, "the publisher");
        header(properties, EventHeaders.TIME, "when it happened");
        header(properties, EventHeaders.SPEC_VERSION, "version of CloudEvents");
        header(properties, EventHeaders.TRACE_PARENT, "W3C trace context of the cause; may be absent");
        schema.putArray("required")
                .add(EventHeaders.ID)
                .add(EventHeaders.TYPE)
                .add(EventHeaders.SOURCE)
                .add(EventHeaders.TIME)
                .add(EventHeaders.SPEC_VERSION);
        return schema;
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private void add(EventStream<?> stream) {
        String channel = stream.topic();
        String publisher = stream.source().substring(1);
        channel(channel, stream.topic(), "Published by " + publisher + ".", stream);
        channel(
                channel + "-dlt",
                stream.deadLetterTopic(),
                "Events of " + stream.topic() + " that a consumer could not process.",
                stream);
        operations
                .putObject("publish-" + channel)
                .put("action", "send")
                .put("description", publisher + " publishes what its transactions have committed.")
                .putObject("channel")
                .put("$ref", "#/channels/" + channel);
        stream.typeNames().stream().sorted().forEach(this::message);
    }

    private void channel(String name, String topic, String description, EventStream<?> stream) {
        ObjectNode channel = channels.putObject(name).put("address", topic).put("description", description);
        ObjectNode types = channel.putObject("messages");
        stream.typeNames().stream()
                .sorted()
                .forEach(type -> types.putObject(type).put("$ref", "#/components/messages/" + type));
    }

    private void message(String type) {
        ObjectNode schema = schema(type);
        ObjectNode message = messages.putObject(type)
                .put("name", type)
                .put("title", type)
                .put("summary", schema.path("description").asText());
        message.putObject("headers").put("$ref", "#/components/schemas/" + HEADERS);
        message.putObject("payload").put("$ref", "#/components/schemas/" + type);
        schemas.set(type, schema);
    }

    // An id would change what relative references in the document mean.
    private static ObjectNode schema(String type) {
        try (InputStream file = AsyncApi.class.getResourceAsStream("/schemas/" + type + ".json")) {
            JsonNode schema = JSON.readTree(Objects.requireNonNull(file, type));
            return ((ObjectNode) schema).without(List.of("$schema", "$id"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
