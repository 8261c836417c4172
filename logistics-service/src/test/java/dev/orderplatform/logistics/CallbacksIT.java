package dev.orderplatform.logistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.webhooks.WebhookSecret;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Callbacks as anyone can send them who has the secret or not, with a carrier that ships after an hour. */
class CallbacksIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String BOOKED = "ParcelBookedEvent";

    @SuppressWarnings("NullAway.Init")
    private static RunningCarrier carrier;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        int port = TemporaryService.reservePort();
        carrier = new RunningCarrier(port, Duration.ofHours(1));
        // Polls would find out what these callbacks are about.
        service = RunningService.start(
                "callbacks",
                port,
                carrier.url(),
                Map.of("platform.parcels.first-poll", "1h", "platform.parcels.max-interval", "1h"));
    }

    @AfterAll
    static void stop() {
        service.close();
        carrier.close();
    }

    @Test
    void callbacksMoveAParcelAndRepeatsDoNot() {
        TestOrder order = booked();
        SignedCallback shipped = callback("parcel.shipped", order);
        expect(204, shipped);
        expect(204, shipped);
        expect(204, callback("parcel.shipped", order));
        assertThat(service.statuses(order)).containsExactly("SHIPPED");
        expect(204, callback("parcel.delivered", order));
        expect(204, callback("parcel.shipped", order));
        expect(204, callback("parcel.returned", order));
        expect(204, callback("parcel.delivered", order));
        assertThat(service.statuses(order)).containsExactly("RETURNED");
        eventually(() -> assertThat(RunningService.published(order, 1))
                .containsExactly(BOOKED, BOOKED, "ParcelShippedEvent", "ParcelDeliveredEvent", "ParcelReturnedEvent"));
        assertThat(callbacks(order)).hasSize(3).containsOnly("APPLIED");
        assertThat(tasks(order)).isEmpty();
    }

    @Test
    void deliveredImpliesShipped() {
        TestOrder order = booked();
        expect(204, callback("parcel.delivered", order));
        expect(204, callback("parcel.shipped", order));
        eventually(() -> assertThat(RunningService.published(order, 1))
                .containsExactly(BOOKED, BOOKED, "ParcelShippedEvent", "ParcelDeliveredEvent"));
    }

    @Test
    void webhookIdIsUsedOnce() {
        TestOrder order = booked();
        SignedCallback shipped = callback("parcel.shipped", order);
        expect(204, shipped);
        SignedCallback delivered = callback("parcel.delivered", order);
        expect(204, new SignedCallback(shipped.id(), delivered.body(), delivered.secret(), Instant.now()));
        assertThat(service.statuses(order)).containsExactly("SHIPPED");
    }

    @Test
    void callbackIsAcceptedBeforeTheBookingIsAnswered() {
        TestOrder order = TestOrder.of(1);
        carrier.stop();
        try {
            RunningService.send(order.paid());
            eventually(() -> assertThat(service.statuses(order)).containsExactly("BOOKED"));
            expect(204, SignedCallback.of("parcel.shipped", order.parcel(1), "SIM1"));
            assertThat(service.statuses(order)).containsExactly("SHIPPED");
            // A booking that was on its way is retried until it fails; what runs after it knows of the callback.
            long claim = claimOfTask(order);
            eventually(() -> assertThat(claimOfTask(order)).isGreaterThan(claim));
        } finally {
            restartCarrier();
        }
        // Not booked afterwards: it has left.
        assertThat(carrier.status(order.parcel(1))).isEmpty();
    }

    @Test
    void otherTrackingNumberHasNoEffect() {
        TestOrder order = booked();
        expect(204, SignedCallback.of("parcel.shipped", order.parcel(1), "ANOTHER"));
        assertThat(service.statuses(order)).containsExactly("BOOKED");
        assertThat(callbacks(order)).containsExactly("DISCARDED");
        expect(204, callback("parcel.shipped", order));
        assertThat(service.statuses(order)).containsExactly("SHIPPED");
    }

    @Test
    void returnOfABookedParcelIsDeniedByTheCarrier() {
        TestOrder order = booked();
        expect(204, callback("parcel.returned", order));
        eventually(() -> assertThat(callbacks(order)).containsExactly("DISCARDED"));
        assertThat(service.statuses(order)).containsExactly("BOOKED");
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void contradictionWaitsForTheCarrierAndDelaysNoLaterCallback() {
        TestOrder order = booked();
        carrier.stop();
        try {
            expect(204, callback("parcel.returned", order));
            assertThat(service.unresolved(order))
                    .containsExactly(order.parcel(1) + " parcel.returned contradicts BOOKED");
            expect(204, callback("parcel.returned", order));
            expect(204, callback("parcel.delivered", order));
            assertThat(service.statuses(order)).containsExactly("DELIVERED");
            assertThat(callbacks(order)).containsExactlyInAnyOrder("WAITING", "APPLIED");
        } finally {
            restartCarrier();
        }
        eventually(() -> assertThat(callbacks(order)).containsExactlyInAnyOrder("DISCARDED", "APPLIED"));
        assertThat(service.statuses(order)).containsExactly("DELIVERED");
    }

    @Test
    void shipmentOfACancelledParcelIsDeniedByTheCarrier() {
        TestOrder order = booked();
        RunningService.send(order.refundRequested());
        eventually(() -> assertThat(service.statuses(order)).containsExactly("CANCELLED"));
        expect(204, callback("parcel.shipped", order));
        eventually(() -> assertThat(callbacks(order)).containsExactly("DISCARDED"));
        assertThat(service.statuses(order)).containsExactly("CANCELLED");
    }

    @Test
    void forgedOldAndChangedCallbacksAreRefusedAlike() {
        TestOrder order = booked();
        SignedCallback shipped = callback("parcel.shipped", order);
        byte[] changed = shipped.body().clone();
        changed[changed.length - 2] ^= 1;
        List<ResponseSpec> refused = List.of(
                shipped.withSecret(WebhookSecret.generate().reveal()).sendTo(service),
                shipped.signedAt(Instant.now().minusSeconds(360)).sendTo(service),
                shipped.signedAt(Instant.now().plusSeconds(360)).sendTo(service),
                shipped.sendTo(service, changed),
                unsigned(shipped.body()),
                unsigned("{".getBytes(UTF_8)),
                unsigned(new byte[0]));
        List<String> answers = refused.stream()
                .map(response -> new String(
                        Objects.requireNonNull(response.expectStatus()
                                .isUnauthorized()
                                .expectHeader()
                                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                                .expectBody()
                                .returnResult()
                                .getResponseBody()),
                        UTF_8))
                .map(body -> body.replaceAll("\"(traceId|requestId)\":\"[^\"]*\"", ""))
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
        assertThat(service.statuses(order)).containsExactly("BOOKED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'parcelId':'1-1','trackingNumber':'S','at':'2026-01-01T00:00:00Z'}|type",
                "{'type':'parcel.shipped','trackingNumber':'S','at':'2026-01-01T00:00:00Z'}|parcelId",
                "{'type':'parcel.shipped','parcelId':'1-1','at':'2026-01-01T00:00:00Z'}|trackingNumber",
                "{'type':'parcel.shipped','parcelId':'1-1','trackingNumber':'','at':'2026-01-01T00:00:00Z'}|trackingNumber",
                "{'type':'parcel.shipped','parcelId':'1-1','trackingNumber':'a\\u0000','at':'2026-01-01T00:00:00Z'}"
                        + "|trackingNumber",
                "{'type':'parcel.shipped','parcelId':1,'trackingNumber':'S','at':'2026-01-01T00:00:00Z'}|parcelId",
                "{'type':'parcel.shipped','parcelId':'1-1','trackingNumber':'S','at':'2026-01-01T00:00:00'}|at",
            })
    void wrongFieldIsNamed(String body, String field) {
        SignedCallback.ofBody(body.replace('"', '\''))
                .sendTo(service)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo(field);
    }

    @Test
    void bodyThatIsNoObjectIsRefused() {
        expect(400, SignedCallback.ofBody("[]"));
        expect(400, SignedCallback.ofBody("{'type':'parcel.shipped',"));
        expect(400, SignedCallback.ofBody("{'type':'parcel.shipped','type':'parcel.shipped'}"));
    }

    @Test
    void unknownTypeIsIgnoredAndCounted() {
        double before = ignored();
        expect(204, SignedCallback.ofBody("{'type':'parcel.weighed'}"));
        assertThat(ignored()).isEqualTo(before + 1);
    }

    @Test
    void unknownParcelIsNotFound() {
        expect(404, SignedCallback.of("parcel.shipped", TestOrder.of(1).parcel(1), "S"));
        expect(404, SignedCallback.of("parcel.shipped", booked().parcel(2), "S"));
        expect(404, SignedCallback.of("parcel.shipped", "x", "S"));
    }

    @Test
    void parcelOfAnotherRegionIsMisdirected() {
        SignedCallback.of("parcel.shipped", TestOrder.ofOtherRegion(1).parcel(1), "S")
                .sendTo(service)
                .expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .valueEquals(RequestSlot.OWNER, "west");
    }

    @Test
    void otherRequestsAreRefused() {
        service.client()
                .post()
                .uri("/api/v1/shipments/callback")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        service.client()
                .get()
                .uri("/api/v1/shipments/callback")
                .exchange()
                .expectStatus()
                .isEqualTo(405);
        expect(413, SignedCallback.ofBody("{'type':'" + "x".repeat(64 * 1024) + "'}"));
        service.client()
                .get()
                .uri("/api/v1/shipments")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private static TestOrder booked() {
        TestOrder order = TestOrder.of(1);
        RunningService.send(order.paid());
        eventually(() -> assertThat(tracking(order)).isNotEmpty());
        return order;
    }

    private static String tracking(TestOrder order) {
        return service.sql()
                .sql("SELECT coalesce(max(tracking_number), '') FROM t_parcel WHERE order_id = ?")
                .param(order.id())
                .query(String.class)
                .single();
    }

    private static SignedCallback callback(String type, TestOrder order) {
        return SignedCallback.of(type, order.parcel(1), tracking(order));
    }

    private static void expect(int status, SignedCallback callback) {
        callback.sendTo(service).expectStatus().isEqualTo(status);
    }

    private static ResponseSpec unsigned(byte[] body) {
        return service.client()
                .post()
                .uri("/api/v1/shipments/callback")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static List<String> callbacks(TestOrder order) {
        return service.sql()
                .sql("SELECT status FROM t_callback WHERE order_id = ?")
                .param(order.id())
                .query(String.class)
                .list();
    }

    private static List<String> tasks(TestOrder order) {
        return service.sql()
                .sql("SELECT subject FROM t_task WHERE subject LIKE ?")
                .param(order.id() + "%")
                .query(String.class)
                .list();
    }

    private static long claimOfTask(TestOrder order) {
        return service.sql()
                .sql("SELECT claim FROM t_task WHERE subject LIKE ?")
                .param(order.id() + "%")
                .query(Long.class)
                .single();
    }

    private static double ignored() {
        return service.beans(MeterRegistry.class).stream()
                .mapToDouble(
                        meters -> meters.counter("platform.callbacks.ignored").count())
                .sum();
    }

    private static void restartCarrier() {
        try {
            carrier.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).untilAsserted(assertion);
    }
}
