package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests in contracts check more of this once the events are there. */
class SampleStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Set<String> types() {
        return SampleStream.SAMPLE.typeNames();
    }

    @ParameterizedTest
    @MethodSource("types")
    void sampleMatchesTheSchemaAndRoundTripsThroughTheRecord(String type) throws IOException {
        var sample = resource("/samples/" + type + ".json");
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(resource("/schemas/" + type + ".json"));
        assertThat(schema.validate(sample)).isEmpty();
        Event event = SampleStream.SAMPLE.read(type, sample.toString()).orElseThrow();
        assertThat(JSON.readTree(EventJson.write(event))).isEqualTo(sample);
    }

    @Test
    void eventIdContainsTheOrderAndTheVersion() throws IOException {
        var sample = resource("/samples/SampleWithdrawnEvent.json").toString();
        assertThat(SampleStream.SAMPLE
                        .read("SampleWithdrawnEvent", sample)
                        .orElseThrow()
                        .id())
                .hasToString("sample-248537614745604225-1-2");
    }

    private static JsonNode resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(SampleStreamTest.class.getResourceAsStream(name), name)) {
            return JSON.readTree(in);
        }
    }
}
