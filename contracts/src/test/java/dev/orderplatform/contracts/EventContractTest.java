package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records, schemas and golden samples agree for every event type. */
class EventContractTest {

    private static final Map<String, EventStream<?>> TYPES = streamsByType();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    static Stream<String> types() {
        return TYPES.keySet().stream().sorted();
    }

    private static Map<String, EventStream<?>> streamsByType() {
        var streams = new HashMap<String, EventStream<?>>();
        EventStreams.ALL.forEach(stream -> stream.typeNames().forEach(type -> streams.put(type, stream)));
        return streams;
    }

    @Test
    void everyTypeBelongsToOneStreamAndHasAUniqueName() {
        assertThat(EventStreams.ALL.stream()
                        .mapToInt(stream -> stream.typeNames().size())
                        .sum())
                .isEqualTo(TYPES.size());
        assertThat(EventStreams.ORDER.types().values()).containsExactlyInAnyOrder(permitted(OrderEvent.class));
        assertThat(EventStreams.STOCK.types().values()).containsExactlyInAnyOrder(permitted(StockEvent.class));
        assertThat(EventStreams.PAYMENT.types().values()).containsExactlyInAnyOrder(permitted(PaymentEvent.class));
        assertThat(EventStreams.SHIPMENT.types().values()).containsExactlyInAnyOrder(permitted(ShipmentEvent.class));
    }

    @SuppressWarnings("unchecked")
    private static <E> Class<? extends E>[] permitted(Class<E> family) {
        return (Class<? extends E>[]) family.getPermittedSubclasses();
    }

    @Test
    void eventIsNotReadFromAnotherPublishersStream() {
        assertThat(EventStreams.ORDER.read(
                        "StockReservedEvent", sample("StockReservedEvent").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void sampleMatchesTheSchemaAndRoundTripsThroughTheRecord(String type) {
        var sample = sample(type);
        assertThat(schema(type).validate(sample)).isEmpty();
        var event = read(type, sample);
        assertThat(event.type()).isEqualTo(type);
        assertThat(tree(EventJson.write(event))).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaHasExactlyTheRecordsFields(String type) {
        var fields = new TreeSet<String>();
        schemaNode(type).path("properties").fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(
                        components(type).stream().map(RecordComponent::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaAndReaderRequireEveryFieldButTheOptionalOnes(String type) {
        for (var component : components(type)) {
            var incomplete = sample(type);
            incomplete.remove(component.getName());
            var violations = assertThat(schema(type).validate(incomplete)).as(component.getName());
            if (component.getType() == Optional.class) {
                violations.isEmpty();
                assertThat(tree(EventJson.write(read(type, incomplete)))).isEqualTo(incomplete);
            } else {
                violations.isNotEmpty();
                assertThatThrownBy(() -> read(type, incomplete))
                        .as(component.getName())
                        .isInstanceOf(MalformedEvent.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void unknownFieldIsIgnored(String type) {
        var newer = sample(type).put("addedLater", "x");
        assertThat(schema(type).validate(newer)).isEmpty();
        assertThat(read(type, newer)).isEqualTo(read(type, sample(type)));
    }

    private static Event read(String type, JsonNode json) {
        return stream(type).read(type, json.toString()).orElseThrow();
    }

    private static EventStream<?> stream(String type) {
        return Objects.requireNonNull(TYPES.get(type), type);
    }

    private static List<RecordComponent> components(String type) {
        return List.of(Objects.requireNonNull(stream(type).types().get(type)).getRecordComponents());
    }

    private static JsonSchema schema(String type) {
        return SCHEMAS.getSchema(schemaNode(type), STRICT);
    }

    private static JsonNode schemaNode(String type) {
        return resource("/schemas/" + type + ".json");
    }

    private static ObjectNode sample(String type) {
        return (ObjectNode) resource("/samples/" + type + ".json");
    }

    private static JsonNode resource(String name) {
        try (var in = Objects.requireNonNull(EventContractTest.class.getResourceAsStream(name), name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
