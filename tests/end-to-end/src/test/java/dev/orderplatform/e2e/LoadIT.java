package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs one load scenario briefly, to check that it works; performance does not matter. */
class LoadIT {
    private static final Pattern REPORT = Pattern.compile("report +(\\S+index\\.html)");

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void aScenarioRunsAuditsAndPrintsAVerdict() {
        RunningPlatform.Outcome load = platform.orderctl(("load --scenario multi-region --rate 10 --duration 5s"
                        + " --warm-up 0s --users 20 --min-rate 1 --max-p99 10s --max-error-rate 20")
                .split(" "));
        assertThat(load.output()).contains("50 started", "✓ audit: clean");
        assertThat(load.status()).as(load.output()).isZero();
        assertThat(REPORT.matcher(load.output()).results().map(match -> Path.of(match.group(1))))
                .singleElement()
                .satisfies(report -> assertThat(report).isNotEmptyFile());
    }

    @Test
    void theApiHasTheRoutesOfTheLoadKit() {
        // The gateway omits services whose document is not available yet, and retries.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode paths = platform.get(1, "/v3/api-docs").body().path("paths");
            assertThat(paths.path("/api/v1/orders").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("post", "get");
            assertThat(paths.path("/api/v1/orders/{orderId}").has("get")).isTrue();
            assertThat(paths.path("/api/v1/orders/{orderId}/cancel").has("post"))
                    .isTrue();
            assertThat(paths.path("/demo/token").has("post")).isTrue();
        });
    }
}
