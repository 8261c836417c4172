package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.telemetry.SpanCollector.CollectedSpan;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trace leads from the gateway through all services that an order's decision concerns. */
class TracesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final long USER = Users.of("east", 1).getFirst();
    private static final String SKU = "SKU-00021";

    private final RunningPlatform platform = RunningPlatform.get();
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void everythingIsUp() {
        await().atMost(TIMEOUT).until(platform::ready);
    }

    @AfterEach
    void auditIsClean() {
        platform.start(List.of("kafka-east"));
        await().atMost(TIMEOUT).until(platform::ready);
        RunningPlatform.Outcome audit = platform.audit();
        assertThat(audit.status()).as(audit.output()).isZero();
    }

    @Test
    void orderIsFollowedFromTheGatewayToTheNotification() {
        assertThat(platform.placeTraced(USER, trace, SKU, trace).status()).isEqualTo(201);
        await().atMost(TIMEOUT).untilAsserted(() -> {
            CollectedSpan gateway = span("gateway", "http post");
            assertThat(gateway.parent()).contains(RunningPlatform.CLIENT_SPAN);
            CollectedSpan accepted = child(gateway, "order-service", "http post /api/v1/orders");
            CollectedSpan batch = child(accepted, "order-service", "accept orders");
            assertThat(children(batch)).anyMatch(span -> span.name().startsWith("sql order_ds_"));
            child(accepted, "order-service", "outbox order-events");

            CollectedSpan reserved = child(accepted, "inventory-service", "process ordercreatedevent");
            CollectedSpan transaction = child(reserved, "inventory-service", "inventory-service transaction");
            child(transaction, "inventory-service", "sql inventory");
            child(reserved, "inventory-service", "outbox inventory-events");

            CollectedSpan confirmed = child(reserved, "order-service", "process stockreservedevent");
            child(confirmed, "order-service", "outbox order-events");
            child(confirmed, "notification-service", "process orderconfirmedevent");
        });
    }

    @Test
    void traceSurvivesAnOutageOfTheBrokerAndAKillOfTheService() {
        platform.stop("kafka-east");
        assertThat(platform.placeTraced(USER, trace, SKU, trace).status()).isEqualTo(201);
        platform.kill("order-service-east");
        platform.start(List.of("kafka-east"));
        await().atMost(TIMEOUT).untilAsserted(() -> {
            CollectedSpan outbox = span("order-service", "outbox order-events");
            assertThat(outbox.millis()).isGreaterThan(1_000);
            CollectedSpan reserved = span("inventory-service", "process ordercreatedevent");
            // Both are children of the request's span, which died with the process.
            assertThat(reserved.parent()).isEqualTo(outbox.parent());
            CollectedSpan confirmed = child(reserved, "order-service", "process stockreservedevent");
            child(confirmed, "notification-service", "process orderconfirmedevent");
        });
    }

    private CollectedSpan span(String service, String name) {
        return named(platform.spans(trace).stream(), service, name);
    }

    private CollectedSpan child(CollectedSpan parent, String service, String name) {
        return named(children(parent).stream(), service, name);
    }

    private CollectedSpan named(Stream<CollectedSpan> among, String service, String name) {
        return among.filter(
                        span -> span.service().equals(service) && span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " of " + service + " among "
                        + platform.spans(trace).stream()
                                .map(span -> "\n" + span.service() + " " + span.name() + " " + span.id() + " in "
                                        + span.parent().orElse("-"))
                                .toList()));
    }

    private List<CollectedSpan> children(CollectedSpan parent) {
        return platform.spans(trace).stream()
                .filter(span -> span.isChildOf(parent))
                .toList();
    }
}
