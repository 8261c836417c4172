package dev.orderplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is killed at a statement of a payment's life; after its restart, everything has happened once. */
class KilledServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String DATABASE = "killed";

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static TemporaryService process;

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess(DATABASE);
        Map<String, String> properties = new HashMap<>(service.properties());
        properties.remove("server.port");
        process = TemporaryService.start(
                "payment", service.port(), "dev.orderplatform.payment.PaymentService", properties);
        service.provider.start(service.url());
    }

    @AfterAll
    static void stop() {
        process.close();
        service.close();
    }

    @Tag("drill")
    @Test
    void beforeThePaymentIsStored() {
        TestOrder order = service.confirmedOrder();
        killAt("t_payment", () -> service.pay(order, "key"));
        assertThat(service.status(order.payment(1))).isEmpty();
        service.pay(order, "key").expectStatus().isCreated();
        expectCapturedOnce(order);
    }

    @Test
    void afterTheProviderHasRegisteredTheIntent() {
        service.provider.stop();
        TestOrder order = service.orderWithPayment();
        killAt("t_payment", () -> service.provider.start(service.url()));
        expectCapturedOnce(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t_callback", "t_outbox"})
    void whileTheCaptureIsApplied(String table) {
        TestOrder order = service.confirmedOrder();
        killAt(table, () -> service.pay(order, "key"));
        expectCapturedOnce(order);
        // A poll may have captured it before the provider repeats the callback.
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED"));
    }

    @Tag("drill")
    @ParameterizedTest
    @ValueSource(strings = {"t_inbox", "t_callback"})
    void whileTheRefundIsRequestedOrApplied(String table) {
        TestOrder order = service.orderWithPayment();
        expectCapturedOnce(order);
        killAt(table, () -> service.send(order.refundRequested(1)));
        await().atMost(TIMEOUT).until(() -> service.status(order.payment(1)).equals("REFUNDED"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.published(order))
                        .containsExactly("1 PaymentCapturedEvent", "1 PaymentRefundedEvent"));
        assertThat(service.provider.ledger(order.payment(1)))
                .containsExactly("intent.registered", "intent.captured", "refund.registered", "refund.succeeded");
    }

    private static void killAt(String table, Runnable trigger) {
        try (Barrier barrier = SharedServers.postgres().barrier(DATABASE, table, "%INSERT INTO " + table + " %")) {
            // Fails where the caller waits for the service, which dies.
            CompletableFuture<Void> triggered = CompletableFuture.runAsync(trigger);
            await().atMost(TIMEOUT).until(barrier::isReached);
            process.kill();
            assertThat(triggered).isNotCancelled();
        }
        process.start();
    }

    private static void expectCapturedOnce(TestOrder order) {
        await().atMost(TIMEOUT).until(() -> service.status(order.payment(1)).equals("CAPTURED"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.published(order)).isEqualTo(List.of("1 PaymentCapturedEvent")));
        assertThat(service.provider.ledger(order.payment(1))).containsExactly("intent.registered", "intent.captured");
    }
}
