package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.telemetry.SpanCollector;
import dev.orderplatform.telemetry.SpanCollector.CollectedSpan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The spans of one order, from the request to the broker. */
class TracedOrderIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String GATEWAYS_SPAN = "00f067aa0ba902b7";
    private static final long USER = 42;

    @SuppressWarnings("NullAway.Init")
    private static SpanCollector collector;

    @SuppressWarnings("NullAway.Init")
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        collector = SpanCollector.start();
        service = RunningOrderService.start("traced", collector.properties().toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        service.close();
        collector.close();
    }

    @Test
    void sampledOrderHasSpansOfItsBatchItsShardAndItsTimeInTheOutbox() {
        String trace = "11111111111111111111111111111111";
        place(trace, "01");
        String shard = "order_ds_" + Shards.tableOfUser(USER).database();
        await().atMost(TIMEOUT).untilAsserted(() -> {
            CollectedSpan request = span(trace, "http post /api/v1/orders");
            assertThat(request.parent()).contains(GATEWAYS_SPAN);
            CollectedSpan batch = span(trace, "accept orders");
            assertThat(batch.isChildOf(request)).isTrue();
            assertThat(span(trace, "sql " + shard).isChildOf(batch)).isTrue();
            assertThat(span(trace, "commit " + shard).isChildOf(batch)).isTrue();
            CollectedSpan outbox = span(trace, "outbox order-events");
            assertThat(outbox.isChildOf(request)).isTrue();
            assertThat(outbox.tags()).containsEntry("cloudevents.event_type", "OrderCreatedEvent");
        });
    }

    @Test
    void otherOrdersHaveNone() {
        String trace = "22222222222222222222222222222222";
        place(trace, "00");
        String later = "33333333333333333333333333333333";
        place(later, "01");
        await().atMost(TIMEOUT).until(() -> !collector.ofTrace(later).isEmpty());
        assertThat(collector.ofTrace(trace)).isEmpty();
    }

    private static void place(String trace, String flags) {
        service.as(USER)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", trace)
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-" + GATEWAYS_SPAN + "-" + flags)
                .bodyValue("{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1}]}")
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private static CollectedSpan span(String trace, String name) {
        List<CollectedSpan> spans = collector.ofTrace(trace);
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " among " + spans));
    }
}
