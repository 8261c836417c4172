package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static final JsonNode DOCUMENT = AsyncApi.document();

    @Test
    void everyTopicIsAChannelWithTheTypesOfItsStream() {
        assertThat(DOCUMENT.path("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrderElementsOf(EventStreams.topics());
        for (EventStream<?> stream : EventStreams.ALL) {
            var channel = DOCUMENT.path("channels").path(stream.topic());
            assertThat(channel.path("messages").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(stream.typeNames());
        }
    }

    @Test
    void everyReferenceIsResolved() {
        assertThat(DOCUMENT.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyMessageHasItsSchemaAndASummary() {
        for (EventStream<?> stream : EventStreams.ALL) {
            for (String type : stream.typeNames()) {
                var schema = DOCUMENT.at("/components/schemas/" + type);
                assertThat(schema.path("title").asText()).isEqualTo(type);
                assertThat(schema.path("$id").isMissingNode()).isTrue();
                assertThat(DOCUMENT.at("/components/messages/" + type + "/summary")
                                .asText())
                        .isNotBlank();
            }
        }
    }

    @Test
    void headersAreThoseOfCloudEvents() {
        assertThat(DOCUMENT.at("/components/schemas/EventHeaders/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(List.of(
                        EventHeaders.ID,
                        EventHeaders.TYPE,
                        EventHeaders.SOURCE,
                        EventHeaders.TIME,
                        EventHeaders.SPEC_VERSION,
                        EventHeaders.TRACE_PARENT));
    }
}
