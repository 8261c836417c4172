package dev.orderplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the provider's simulator, its faults and its outages. */
class ProviderIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("provider");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void endFaults() {
        service.provider.faults("");
    }

    @Test
    void intentIsRegisteredAndCaptured() {
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "CAPTURED");
        service.get(order, order.payment(1))
                .expectBody()
                .jsonPath("$.providerUrl")
                .isEqualTo(service.provider.url() + "/v1/intents/" + order.payment(1));
        awaitPublished(order, "1 PaymentCapturedEvent");
        assertThat(service.provider.ledger(order.payment(1))).startsWith("intent.registered", "intent.captured");
    }

    @Test
    void declinedPaymentIsFollowedByAnother() {
        service.provider.faults("\"decline\":1");
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "DECLINED");
        service.provider.faults("");
        service.pay(order, "again").expectStatus().isCreated();
        awaitStatus(order, 2, "CAPTURED");
        awaitPublished(order, "1 PaymentDeclinedEvent", "2 PaymentCapturedEvent");
    }

    @Test
    void lostCallbacksLoseNothing() {
        service.provider.faults("\"lose\":1");
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "CAPTURED");
        service.send(order.refundRequested(1));
        awaitStatus(order, 1, "REFUNDED");
        assertThat(service.callbacks(order)).isEmpty();
        awaitPublished(order, "1 PaymentCapturedEvent", "1 PaymentRefundedEvent");
    }

    @Test
    void repeatedCallbacksHaveOneEffect() {
        service.provider.faults("\"repeat\":1");
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "CAPTURED");
        service.send(order.refundRequested(1));
        awaitStatus(order, 1, "REFUNDED");
        awaitPublished(order, "1 PaymentCapturedEvent", "1 PaymentRefundedEvent");
        assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED", "refund.succeeded APPLIED");
    }

    @Test
    void wrongCaptureIsRefundedByTheServiceItself() {
        service.provider.faults("\"wrongAmount\":1");
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "REFUNDED");
        awaitPublished(order, "1 PaymentRefundedEvent");
        assertThat(service.provider.ledger(order.payment(1)))
                .containsExactly("intent.registered", "intent.captured", "refund.registered", "refund.succeeded");
    }

    @Test
    void amountThatOnlyACallbackClaimsIsNotRefunded() {
        service.provider.stop();
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.of(Webhook.payment("captured", order.payment(1), 1, "CNY")))
                .expectStatus()
                .isNoContent();
        service.provider.start(service.url());
        service.provider.register(order.payment(1));
        awaitStatus(order, 1, "REFUNDED");
        assertThat(service.sql()
                        .sql("SELECT refund_minor FROM t_payment WHERE payment_id = ?")
                        .param(order.payment(1))
                        .query(Long.class)
                        .single())
                .isEqualTo(TestOrder.TOTAL);
    }

    @Test
    void failedRefundIsTriedAgain() {
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "CAPTURED");
        service.provider.faults("\"failRefund\":1");
        service.send(order.refundRequested(1));
        await().atMost(TIMEOUT)
                .until(() -> service.provider.ledger(order.payment(1)).contains("refund.failed"));
        service.provider.faults("");
        awaitStatus(order, 1, "REFUNDED");
        List<String> ledger = service.provider.ledger(order.payment(1));
        assertThat(ledger.stream().filter("refund.succeeded"::equals)).hasSize(1);
        awaitPublished(order, "1 PaymentCapturedEvent", "1 PaymentRefundedEvent");
    }

    @Test
    void cancelledOrderIsVoidedAtTheProvider() {
        service.provider.faults("\"unavailable\":1");
        TestOrder order = service.orderWithPayment();
        service.send(order.cancelled());
        awaitStatus(order, 1, "VOIDED");
        assertThat(service.unresolved(order)).containsExactly("intent is not voided at the provider");
        service.provider.faults("");
        await().atMost(TIMEOUT).until(() -> service.unresolved(order).isEmpty());
        assertThat(service.status(order.payment(1))).isEqualTo("VOIDED");
        assertThat(service.provider.ledger(order.payment(1))).doesNotContain("intent.captured");
        assertThat(service.published(order)).isEmpty();
    }

    @Test
    void voidRacesWithTheCapture() {
        for (int round = 0; round < 10; round++) {
            TestOrder order = service.orderWithPayment();
            service.send(order.cancelled());
            await().atMost(TIMEOUT).until(() -> isSettled(order));
            boolean captured = service.provider.ledger(order.payment(1)).contains("intent.captured");
            assertThat(service.status(order.payment(1))).isEqualTo(captured ? "CAPTURED" : "VOIDED");
            awaitPublished(order, captured ? new String[] {"1 PaymentCapturedEvent"} : new String[0]);
        }
    }

    private static boolean isSettled(TestOrder order) {
        String status = service.status(order.payment(1));
        return !status.equals("PENDING") && service.unresolved(order).isEmpty();
    }

    @Test
    void paymentAfterTheTombstoneIsVoidedAndNeverRegistered() {
        TestOrder order = service.confirmedOrder();
        service.send(order.cancelled());
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT cancelled FROM t_order_payments WHERE order_id = ?")
                        .param(order.id())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
        service.pay(order, "late")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("VOIDED");
        assertThat(service.sql()
                        .sql("SELECT subject FROM t_task WHERE subject = ?")
                        .param(order.payment(1))
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void contradictionIsDiscardedIfTheProviderDeniesIt() {
        service.provider.faults("\"decline\":1");
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "DECLINED");
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        service.call(Webhook.refund("succeeded", order.payment(1), "mine", 1))
                .expectStatus()
                .isNoContent();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.callbacks(order))
                        .containsExactly(
                                "payment.captured DISCARDED",
                                "payment.declined APPLIED",
                                "refund.succeeded DISCARDED"));
        assertThat(service.status(order.payment(1))).isEqualTo("DECLINED");
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void secondCaptureIsRefundedOnceTheProviderConfirmsIt() {
        service.provider.stop();
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.declined(order.payment(1))).expectStatus().isNoContent();
        service.pay(order, "again").expectStatus().isCreated();
        service.call(Webhook.captured(order.payment(2))).expectStatus().isNoContent();
        service.provider.start(service.url());
        service.provider.faults("\"lose\":1");
        service.provider.register(order.payment(1));
        await().atMost(TIMEOUT)
                .until(() -> service.provider.ledger(order.payment(1)).contains("intent.captured"));
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        awaitStatus(order, 1, "REFUNDED");
        assertThat(service.status(order.payment(2))).isEqualTo("CAPTURED");
        assertThat(service.callbacks(order))
                .containsExactly("payment.captured APPLIED", "payment.captured APPLIED", "payment.declined APPLIED");
        awaitPublished(order, "1 PaymentDeclinedEvent", "2 PaymentCapturedEvent", "1 PaymentRefundedEvent");
    }

    @Test
    void everythingGoesOnAfterAnOutageOfTheProvider() {
        service.provider.stop();
        TestOrder captured = service.orderWithPayment();
        TestOrder cancelled = service.orderWithPayment();
        service.send(cancelled.cancelled());
        awaitStatus(cancelled, 1, "VOIDED");
        assertThat(service.status(captured.payment(1))).isEqualTo("PENDING");
        service.provider.start(service.url());
        awaitStatus(captured, 1, "CAPTURED");
        await().atMost(TIMEOUT).until(() -> service.unresolved(cancelled).isEmpty());
        assertThat(service.provider.ledger(cancelled.payment(1))).isEmpty();
    }

    @Test
    void hangingProviderDelaysOnlyTheBackground() {
        service.provider.faults("\"hang\":1");
        TestOrder order = service.orderWithPayment();
        service.get(order, order.payment(1)).expectStatus().isOk();
        // Each hanging request is carried out, so that a repeat must not have a second effect.
        await().atMost(TIMEOUT)
                .until(() -> service.provider.ledger(order.payment(1)).contains("intent.registered"));
        service.provider.faults("");
        awaitStatus(order, 1, "CAPTURED");
        assertThat(service.provider.ledger(order.payment(1)).stream().filter("intent.registered"::equals))
                .hasSize(1);
    }

    @Test
    void refundThatGoesUnansweredIsExecutedOnce() {
        TestOrder order = service.orderWithPayment();
        awaitStatus(order, 1, "CAPTURED");
        service.provider.faults("\"hang\":0.5");
        service.send(order.refundRequested(1));
        awaitStatus(order, 1, "REFUNDED");
        assertThat(service.provider.ledger(order.payment(1)))
                .containsExactly("intent.registered", "intent.captured", "refund.registered", "refund.succeeded");
    }

    private static void awaitStatus(TestOrder order, int payment, String status) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(service.status(order.payment(payment))).isEqualTo(status));
    }

    private static void awaitPublished(TestOrder order, String... events) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.published(order)).containsExactly(events));
    }
}
