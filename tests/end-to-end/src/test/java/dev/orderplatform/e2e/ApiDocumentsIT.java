package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The documents of the whole HTTP interface and of all topics follow the rules in {@code spectral/ruleset.yml}. */
class ApiDocumentsIT {
    /** A service's first document takes seconds on slow cores. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @Test
    void documentsFollowTheRules() throws IOException {
        // npm takes as long as the platform's start.
        CompletableFuture<Boolean> installed = CompletableFuture.supplyAsync(Spectral::install);
        RunningPlatform platform = RunningPlatform.get();
        assumeTrue(installed.join(), "Spectral is not installed");

        JsonNode openApi = await().atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> document(platform, "/v3/api-docs"), ApiDocumentsIT::containsAllServices);
        JsonNode asyncApi = document(platform, "/docs/asyncapi.json");

        List<Spectral.Finding> findings = Spectral.findings(
                write("openapi.json", openApi),
                write("asyncapi.json", asyncApi),
                write("faulty-openapi.json", withFaults(openApi)),
                write("faulty-asyncapi.json", withAFault(asyncApi)));
        assertThat(findings)
                .as("%s", findings)
                .extracting(finding -> finding.file() + " " + finding.rule())
                .containsExactlyInAnyOrder(
                        "faulty-openapi.json creating-needs-an-idempotency-key",
                        "faulty-openapi.json errors-are-problems",
                        "faulty-openapi.json operation-operationId-unique",
                        "faulty-asyncapi.json properties-are-camel-case");
    }

    /** The gateway omits services whose document is not available yet, and says so. */
    private static boolean containsAllServices(JsonNode openApi) {
        return !openApi.at("/info/description").asText().contains("Not ");
    }

    private static JsonNode withFaults(JsonNode openApi) {
        JsonNode faulty = openApi.deepCopy();
        JsonNode orders = faulty.path("paths").path("/api/v1/orders");
        object(orders.path("post")).remove("parameters");
        object(orders.at("/get/responses")).remove("default");
        object(orders.path("get")).put("operationId", "placeOrder");
        return faulty;
    }

    private static JsonNode withAFault(JsonNode asyncApi) {
        JsonNode faulty = asyncApi.deepCopy();
        object(faulty.at("/components/schemas/OrderPaidEvent/properties"))
                .putObject("paid_at")
                .put("type", "string");
        return faulty;
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }

    private static JsonNode document(RunningPlatform platform, String path) {
        return platform.get(1, path).body();
    }

    private static Path write(String name, JsonNode document) throws IOException {
        return Files.writeString(Path.of("target").resolve(name), document.toString());
    }
}
