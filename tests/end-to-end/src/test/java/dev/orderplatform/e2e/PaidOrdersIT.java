package dev.orderplatform.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.tools.client.OrderStream;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders are paid, delivered in parcels, and refunded, with the simulated provider and carrier. */
class PaidOrdersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final long USER = Users.of("east", 1).getFirst();

    private final RunningPlatform platform = RunningPlatform.get();

    @BeforeEach
    void everythingIsUp() {
        await().atMost(TIMEOUT).until(platform::ready);
    }

    @AfterEach
    void auditIsClean() {
        platform.start(List.of("kafka-east", "carrier"));
        await().atMost(TIMEOUT).until(platform::ready);
        RunningPlatform.Outcome audit = platform.audit();
        assertThat(audit.status()).as(audit.output()).isZero();
    }

    @Test
    void aPaidOrderIsDeliveredInParcelsOfTenUnits() throws Exception {
        String order = confirmedOrder(14);
        platform.pay(USER, order);
        List<OrderStream.Event> events = new ArrayList<>();
        platform.stream(USER, order, events::add);

        assertThat(events)
                .filteredOn(event -> !event.parcel())
                .last()
                .satisfies(event -> assertThat(history(event.data()))
                        .containsExactly("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED"));
        List<JsonNode> shipments = new ArrayList<>();
        platform.get(USER, "/api/v1/orders/" + order + "/shipments")
                .body()
                .path("items")
                .forEach(shipments::add);
        assertThat(shipments)
                .extracting(parcel -> parcel.path("parcelId").asText())
                .containsExactly(order + "-1", order + "-2");
        assertThat(shipments)
                .extracting(parcel -> parcel.at("/lines/0/quantity").asInt())
                .containsExactly(10, 4);
        assertThat(shipments).allSatisfy(parcel -> {
            assertThat(parcel.path("status").asText()).isEqualTo("DELIVERED");
            assertThat(parcel.path("trackingNumber").asText()).isNotEmpty();
        });
        // The stream's last event of each parcel.
        assertThat(events)
                .filteredOn(OrderStream.Event::parcel)
                .extracting(OrderStream.Event::data)
                .containsAll(shipments);
    }

    @Test
    void aCancelAfterThePaymentIsRefundedByTheProvider() {
        String order = confirmedOrder(1);
        // No parcel leaves before the cancel.
        platform.stop("carrier");
        String payment = platform.pay(USER, order);
        awaitStatus(order, "PAID");
        assertThat(platform.cancel(USER, order).status()).isEqualTo(200);
        awaitStatus(order, "REFUNDED");
        assertThat(history(get(order))).containsExactly("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        assertThat(entries(payment)).contains("intent.captured", "refund.succeeded");
    }

    @Test
    void aCaptureThatComesAfterTheCancelIsRefunded() {
        String order = confirmedOrder(1);
        // Neither service learns what happens at the other.
        platform.stop("kafka-east");
        String payment = platform.pay(USER, order);
        await().atMost(TIMEOUT)
                .until(() -> platform.get(USER, "/api/v1/payments/" + payment)
                        .body()
                        .path("status")
                        .asText()
                        .equals("CAPTURED"));
        assertThat(platform.cancel(USER, order).status()).isEqualTo(200);
        platform.start(List.of("kafka-east"));
        awaitStatus(order, "REFUNDED");
        assertThat(history(get(order)))
                .containsExactly("PENDING", "CONFIRMED", "CANCELLED", "REFUND_PENDING", "REFUNDED");
        assertThat(entries(payment)).contains("intent.captured", "refund.succeeded");
    }

    @Test
    void onlyHoldersOfTheSecretSendCallbacks() {
        String payment = platform.pay(USER, confirmedOrder(1));
        String body = "{\"type\":\"payment.declined\",\"paymentId\":\"%s\",\"amountMinor\":1999,\"currency\":\"CNY\","
                        .formatted(payment)
                + "\"at\":\"2026-01-01T00:00:00Z\"}";
        WebhookSigner signer = new WebhookSigner(
                WebhookSecrets.parse(
                        platform.orderctl("secret", "payment-webhook").output()),
                InstantSource.system());
        var headers = signer.sign("forged-" + payment, body.getBytes(UTF_8));
        assertThat(platform.paymentCallback(headers, body.replace("1999", "1998"))
                        .status())
                .isEqualTo(401);
        String unknown = body.replace("payment.declined", "payment.pondered");
        assertThat(platform.paymentCallback(signer.sign("unknown-" + payment, unknown.getBytes(UTF_8)), unknown)
                        .status())
                .isEqualTo(204);
    }

    private String confirmedOrder(int quantity) {
        String key = UUID.randomUUID().toString();
        String order = Retrying.untilSuccess(TIMEOUT, () -> platform.place(USER, key, "SKU-00040", quantity))
                .body()
                .path("orderId")
                .asText();
        awaitStatus(order, "CONFIRMED");
        return order;
    }

    private void awaitStatus(String order, String status) {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> platform.statusOf(USER, order).equals(status));
    }

    private JsonNode get(String order) {
        return platform.get(USER, "/api/v1/orders/" + order).body();
    }

    private static List<String> history(JsonNode order) {
        return order.path("history").findValuesAsText("status");
    }

    private List<String> entries(String payment) {
        return platform.ledger("payment-provider").stream()
                .filter(entry -> entry.path("paymentId").asText().equals(payment))
                .map(entry -> entry.path("type").asText())
                .toList();
    }
}
