package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Current code reads every published event, and readers of the first published schema read every new event. After an
 * addition, publish it: {@code mvn test -pl contracts -Dcontracts.publish=true}. An incompatible change is not published;
 * for an event that was never released, delete its published files first.
 */
class CompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PUBLISHED = Path.of("src/test/resources/published");
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final boolean PUBLISH = Boolean.getBoolean("contracts.publish");

    static List<String> publishedTypes() {
        return files(PUBLISHED.resolve("schemas"));
    }

    @ParameterizedTest
    @MethodSource("publishedTypes")
    void publishedSchemaIsNotBroken(String file) {
        assertThat(SCHEMAS.resolve(file)).as("published types stay").exists();
        assertThat(SchemaCompatibility.breaches(
                        read(PUBLISHED.resolve("schemas").resolve(file)), read(SCHEMAS.resolve(file))))
                .isEmpty();
    }

    @Test
    void publishedSampleIsStillReadable() {
        assertThat(files(PUBLISHED.resolve("samples"))).allSatisfy(file -> {
            String type = file.substring(0, file.indexOf('.'));
            String json = read(PUBLISHED.resolve("samples").resolve(file)).toString();
            assertThat(EventStreams.ALL.stream().flatMap(stream -> stream.read(type, json).stream()))
                    .as(file)
                    .hasSize(1);
        });
    }

    @Test
    void everySchemaIsPublished() throws IOException {
        if (PUBLISH) {
            publishCompatible();
        }
        assertThat(files(SCHEMAS))
                .allSatisfy(file -> assertThat(PUBLISHED.resolve("schemas").resolve(file))
                        .as("publish the addition: mvn test -pl contracts -Dcontracts.publish=true")
                        .hasSameTextualContentAs(SCHEMAS.resolve(file)));
    }

    /** One case per line of the table in docs/events.md. */
    static Stream<Map.Entry<String, Consumer<ObjectNode>>> incompatibleChanges() {
        return Stream.of(
                change("currency was removed", schema -> {
                    properties(schema).remove("currency");
                    require(schema, "currency", false);
                }),
                change("currency was removed", schema -> {
                    properties(schema).set("money", properties(schema).remove("currency"));
                    require(schema, "currency", false);
                }),
                change("note is required and was not", schema -> {
                    properties(schema).putObject("note").put("type", "string");
                    require(schema, "note", true);
                }),
                change("region was required and is optional", schema -> require(schema, "region", false)),
                change(
                        "totalMinor.type",
                        schema -> property(schema, "totalMinor").put("type", "string")),
                change(
                        "totalMinor.minimum",
                        schema -> property(schema, "totalMinor").put("minimum", 1)),
                change(
                        "totalMinor.minimum",
                        schema -> property(schema, "totalMinor").remove("minimum")),
                change(
                        "currency.pattern",
                        schema -> property(schema, "currency").put("pattern", "^[A-Z]{2}$")),
                change("lines.maxItems", schema -> property(schema, "lines").put("maxItems", 200)),
                change(
                        "lines.[].quantity.maximum",
                        schema -> ((ObjectNode) property(schema, "lines").at("/items/properties/quantity"))
                                .put("maximum", 20_000)));
    }

    @ParameterizedTest
    @MethodSource("incompatibleChanges")
    void incompatibleChangeIsFound(Map.Entry<String, Consumer<ObjectNode>> change) {
        ObjectNode changed = confirmed();
        change.getValue().accept(changed);
        assertThat(SchemaCompatibility.breaches(confirmed(), changed))
                .singleElement()
                .asString()
                .startsWith(change.getKey());
    }

    @Test
    void optionalFieldAndNewDescriptionAreCompatible() {
        ObjectNode changed = confirmed();
        properties(changed).putObject("note").put("type", "string");
        changed.put("description", "reworded");
        assertThat(SchemaCompatibility.breaches(confirmed(), changed)).isEmpty();
    }

    private static Map.Entry<String, Consumer<ObjectNode>> change(String breach, Consumer<ObjectNode> change) {
        return Map.entry(breach, change);
    }

    private static ObjectNode confirmed() {
        return (ObjectNode) read(PUBLISHED.resolve("schemas/OrderConfirmedEvent.json"));
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).path(name);
    }

    private static void require(ObjectNode schema, String field, boolean required) {
        ArrayNode fields = (ArrayNode) schema.path("required");
        for (int n = fields.size() - 1; n >= 0; n--) {
            if (fields.get(n).asText().equals(field)) {
                fields.remove(n);
            }
        }
        if (required) {
            fields.add(field);
        }
    }

    private static void publishCompatible() throws IOException {
        for (String file : files(SCHEMAS)) {
            Path published = PUBLISHED.resolve("schemas").resolve(file);
            if (!Files.exists(published)
                    || SchemaCompatibility.breaches(read(published), read(SCHEMAS.resolve(file)))
                            .isEmpty()) {
                publish(SCHEMAS.resolve(file), published);
                publish(SAMPLES.resolve(file), PUBLISHED.resolve("samples").resolve(file));
            }
        }
    }

    private static void publish(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
