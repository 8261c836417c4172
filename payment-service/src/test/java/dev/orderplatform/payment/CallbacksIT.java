package dev.orderplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Callbacks while the provider is down: those of others who know the secret, or do not. */
class CallbacksIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess("callbacks");
        service.startHere();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void captureIsAppliedBeforeTheIntentIsRegistered() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("CAPTURED");
        awaitPublished(order, "1 PaymentCapturedEvent");
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void declinedPaymentMayBeFollowedByAnother() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.declined(order.payment(1))).expectStatus().isNoContent();
        service.pay(order, "again").expectStatus().isCreated();
        service.call(Webhook.captured(order.payment(2))).expectStatus().isNoContent();
        awaitPublished(order, "1 PaymentDeclinedEvent", "2 PaymentCapturedEvent");
    }

    @Test
    void repeatsHaveNoEffect() {
        TestOrder order = service.orderWithPayment();
        Webhook first = Webhook.captured(order.payment(1));
        service.call(first).expectStatus().isNoContent();
        service.call(first).expectStatus().isNoContent();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        service.call(Webhook.of(Webhook.payment("captured", order.payment(1), 1, "USD")))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("CAPTURED");
        assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED");
        awaitPublished(order, "1 PaymentCapturedEvent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3999 CNY", "1 CNY", "3998 USD"})
    void wrongCaptureIsToBeRefundedAndPaysNothing(String captured) {
        TestOrder order = service.orderWithPayment();
        String[] parts = captured.split(" ");
        service.call(Webhook.of(Webhook.payment("captured", order.payment(1), Long.parseLong(parts[0]), parts[1])))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("REFUND_PENDING");
        assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED");
        service.call(refunded(order, order.payment(1) + "-refund", parts))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("REFUNDED");
        awaitPublished(order, "1 PaymentRefundedEvent");
        service.pay(order, "again").expectStatus().isCreated();
    }

    private static Webhook refunded(TestOrder order, String refundId, String[] amount) {
        return Webhook.of("""
            {"type":"refund.succeeded","paymentId":"%s","refundId":"%s","amountMinor":%s,"currency":"%s",\
            "at":"2026-11-23T10:15:30Z"}\
            """.formatted(order.payment(1), refundId, amount[0], amount[1]));
    }

    @Test
    void contradictingCallbackWaitsAndDelaysNoOther() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.declined(order.payment(1))).expectStatus().isNoContent();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("DECLINED");
        assertThat(service.callbacks(order)).containsExactly("payment.captured WAITING", "payment.declined APPLIED");
        assertThat(service.unresolved(order))
                .containsExactly("contradicting callback payment.captured of payment " + order.payment(1));
        service.pay(order, "again").expectStatus().isCreated();
        service.call(Webhook.captured(order.payment(2))).expectStatus().isNoContent();
        awaitPublished(order, "1 PaymentDeclinedEvent", "2 PaymentCapturedEvent");
    }

    @Test
    void refundThatNobodyRequestedWaits() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        service.call(Webhook.refund("succeeded", order.payment(1), "mine", 1))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("CAPTURED");
        assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED", "refund.succeeded WAITING");
        assertThat(service.unresolved(order)).hasSize(1);
    }

    @Test
    void requestedRefundSucceedsAfterAFailedAttempt() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        service.send(order.refundRequested(1));
        await().atMost(TIMEOUT).until(() -> service.status(order.payment(1)).equals("REFUND_PENDING"));
        assertThat(service.unresolved(order)).containsExactly("refund " + order.refundId() + " is not executed");
        service.call(Webhook.refund("failed", order.payment(1), order.refundId(), 1))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("REFUND_PENDING");
        service.call(Webhook.refund("succeeded", order.payment(1), order.refundId(), 2))
                .expectStatus()
                .isNoContent();
        assertThat(service.status(order.payment(1))).isEqualTo("REFUNDED");
        awaitPublished(order, "1 PaymentCapturedEvent", "1 PaymentRefundedEvent");
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void unknownTypeIsIgnoredAndCounted() {
        double before = ignored();
        service.call(Webhook.of("{\"type\":\"dispute.opened\",\"paymentId\":7}"))
                .expectStatus()
                .isNoContent();
        assertThat(ignored()).isEqualTo(before + 1);
    }

    private static double ignored() {
        return service.bean(MeterRegistry.class)
                .get("platform.callbacks.ignored")
                .counter()
                .count();
    }

    @Test
    void invalidSignaturesGetTheSameAnswer() {
        TestOrder order = service.orderWithPayment();
        String body = Webhook.payment("captured", order.payment(1), TestOrder.TOTAL, "CNY");
        Webhook valid = Webhook.of(body);
        List<Webhook> invalid = List.of(
                Webhook.forged(body),
                Webhook.signed(Duration.ofMinutes(6), body),
                Webhook.signed(Duration.ofMinutes(-6), body),
                valid.with(body.replace("3998", "3999")),
                valid.with(body + " "),
                valid.with(Webhook.payment("captured", TestOrder.ofNewUser().payment(1), TestOrder.TOTAL, "CNY")),
                valid.with("not JSON"),
                Webhook.forged("not JSON"));
        for (Webhook webhook : invalid) {
            service.call(webhook)
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("The webhook's signature is missing or not valid.");
        }
        service.client()
                .post()
                .uri(Webhook.PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(service.status(order.payment(1))).isEqualTo("PENDING");
        assertThat(service.callbacks(order)).isEmpty();
        service.call(Webhook.signed(Duration.ofMinutes(4), body)).expectStatus().isNoContent();
    }

    @Test
    void paymentOfAnotherOrderIsNotTouched() {
        TestOrder order = service.orderWithPayment();
        for (String id : List.of(
                order.payment(2), order.id() + "", "x", TestOrder.ofNewUser().payment(1))) {
            service.call(Webhook.captured(id)).expectStatus().isNotFound();
        }
        assertThat(service.status(order.payment(1))).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'amountMinor':0",
                "'amountMinor':-1",
                "'amountMinor':1.5",
                "'amountMinor':'1'",
                "'amountMinor':null",
                "'amountMinor':9223372036854775808",
                "'currency':'cny'",
                "'currency':7",
                "'paymentId':7",
                "'paymentId':null",
                "'at':'2026-11-23T10:15:30'",
                "'at':'2026-11-23'",
                "'at':'2026-02-30T10:15:30Z'",
                "'at':1700000000"
            })
    void wrongFieldIsNamed(String field) {
        String body = wrong("payment.captured", field);
        service.call(Webhook.of(body))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field.split("'")[1]);
        service.call(Webhook.forged(body)).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'refundId':null", "'refundId':7", "'refundId':''", "'attempt':0"})
    void wrongFieldOfARefundIsNamed(String field) {
        service.call(Webhook.of(wrong("refund.succeeded", field)))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field.split("'")[1]);
    }

    private static String wrong(String type, String field) {
        String valid =
                "{'type':'%s','paymentId':'7-1','amountMinor':1,'currency':'CNY','at':'2026-11-23T10:15:30Z','refundId':'r','attempt':1}"
                        .formatted(type);
        String name = field.split(":")[0];
        return valid.replaceFirst(name + ":('[^']*'|[0-9]+)", field).replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"type\":7}", "{}", "{\"type\":\"a\",\"type\":\"b\"}"})
    void unreadableBodyIsRefusedOnceItIsVerified(String body) {
        service.call(Webhook.of(body)).expectStatus().isBadRequest();
        service.call(Webhook.forged(body)).expectStatus().isUnauthorized();
    }

    @Test
    void otherContentTypesAreRefused() {
        Webhook webhook = Webhook.captured("7-1");
        service.call(webhook, MediaType.TEXT_PLAIN).expectStatus().isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        service.call(webhook, MediaType.parseMediaType("application/json;charset=UTF-8"))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void bodyHas64KibibytesAtMost() {
        int max = 64 * 1024;
        String body = "{\"type\":\"unknown\",\"more\":\"";
        String end = "\"}";
        String largest = body + "x".repeat(max - body.length() - end.length()) + end;
        service.call(Webhook.of(largest)).expectStatus().isNoContent();
        service.call(Webhook.of(largest + " "))
                .expectStatus()
                .isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The body is larger than 64 KiB.");
    }

    private static void awaitPublished(TestOrder order, String... events) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.published(order)).containsExactly(events));
    }
}
