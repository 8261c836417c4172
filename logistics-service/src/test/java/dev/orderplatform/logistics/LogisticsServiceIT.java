package dev.orderplatform.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Order events in, parcels and their events out, with a carrier that ships after an hour. */
class LogisticsServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    private static RunningCarrier carrier;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        int port = TemporaryService.reservePort();
        carrier = new RunningCarrier(port, Duration.ofHours(1));
        service = RunningService.start("parcels", port, carrier.url(), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        carrier.close();
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("parcels", "logistics_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void paidOrderIsPackedAndBooked() {
        TestOrder order = TestOrder.of(4, 13);
        RunningService.send(order.paid());
        eventually(() -> assertThat(RunningService.published(order)).hasSize(4));
        List<ShipmentEvent> second = RunningService.published(order).stream()
                .filter(event -> event.number() == 2)
                .toList();
        assertThat(second)
                .extracting(ShipmentEvent::type, ShipmentEvent::version, ShipmentEvent::carrier)
                .containsExactly(
                        tuple("ParcelBookedEvent", 1, Optional.empty()),
                        tuple("ParcelBookedEvent", 2, Optional.of("SIMULATED")));
        assertThat(second.getLast().trackingNumber()).contains(carrier.trackingNumber(order.parcel(2)));
        assertThat(second.getLast().of()).isEqualTo(2);
        assertThat(second.getLast().lines()).containsExactly(new ParcelLine("SKU-00002", 7));
        assertThat(carrier.ledger(order.parcel(1))).containsExactly("parcel.booked");
    }

    @Test
    void eventRedeliveredAfterInboxRetentionHasNoSecondEffect() {
        TestOrder order = TestOrder.of(1);
        RunningService.send(order.paid());
        awaitBooked(order, 1);
        service.sql().sql("DELETE FROM t_inbox").update();
        TestOrder later = TestOrder.of(1);
        RunningService.send(order.paid(), later.paid());
        awaitBooked(later, 1);
        assertThat(RunningService.published(order)).hasSize(2);
    }

    @Test
    void refundRequestCancelsBookedParcels() {
        TestOrder order = TestOrder.of(25);
        RunningService.send(order.paid());
        awaitBooked(order, 3);
        RunningService.send(order.refundRequested());
        eventually(() -> assertThat(service.statuses(order)).containsOnly("CANCELLED"));
        assertThat(carrier.status(order.parcel(3))).isEqualTo("CANCELLED");
        eventually(() -> assertThat(RunningService.published(order, 3))
                .containsExactly("ParcelBookedEvent", "ParcelBookedEvent", "ParcelCancelledEvent"));
        eventually(() -> assertThat(tasks(order)).isEmpty());
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void refundRequestThatOvertakesThePaymentLeavesATombstone() {
        TestOrder order = TestOrder.of(25);
        TestOrder later = TestOrder.of(1);
        RunningService.send(order.refundRequested(), order.paid());
        RunningService.send(later.paid());
        awaitBooked(later, 1);
        eventually(() -> assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_inbox WHERE event_id = ?")
                        .param(order.paid().id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        assertThat(service.statuses(order)).isEmpty();
    }

    @Test
    void paymentAndRefundOfOnePollEndCancelled() {
        TestOrder order = TestOrder.of(10);
        RunningService.send(order.paid(), order.refundRequested());
        eventually(() -> assertThat(service.statuses(order)).containsExactly("CANCELLED"));
        eventually(() -> assertThat(tasks(order)).isEmpty());
        assertThat(carrier.status(order.parcel(1))).isIn("", "CANCELLED");
    }

    @Test
    void largeOrderIsPackedPartByPart() {
        TestOrder order = TestOrder.of(350, 55);
        carrier.faults("'unavailable':1");
        RunningService.send(order.paid());
        eventually(() -> assertThat(service.statuses(order)).hasSize(20));
        assertThat(service.sql()
                        .sql("SELECT packed FROM t_shipment WHERE order_id = ?")
                        .param(order.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
        carrier.noFaults();
        awaitBooked(order, 41);
        eventually(() -> assertThat(tasks(order)).doesNotContain(Long.toString(order.id())));
        assertThat(carrier.ledger(order.parcel(41))).containsExactly("parcel.booked");
    }

    @Test
    void largeOrderThatIsRefundedIsPackedNoFurther() {
        TestOrder order = TestOrder.of(1_000);
        carrier.faults("'unavailable':1");
        RunningService.send(order.paid());
        eventually(() -> assertThat(service.statuses(order)).hasSize(20));
        RunningService.send(order.refundRequested());
        eventually(() ->
                assertThat(service.unresolved(order)).contains(order.parcel(20) + " not cancelled at the carrier"));
        carrier.noFaults();
        eventually(() -> assertThat(service.statuses(order)).isEqualTo(Collections.nCopies(20, "CANCELLED")));
        eventually(() -> assertThat(tasks(order)).isEmpty());
    }

    @Test
    void orderOfAnotherRegionIsLeftToIt() {
        TestOrder order = TestOrder.ofOtherRegion(1);
        TestOrder later = TestOrder.of(1);
        RunningService.send(order.paid());
        eventually(() -> assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_inbox WHERE event_id = ?")
                        .param(order.paid().id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        assertThat(service.statuses(order)).isEmpty();
        RunningService.send(later.paid());
        awaitBooked(later, 1);
    }

    @Test
    void newestEventOfAnotherRegionsParcelIsKept() {
        TestOrder order = TestOrder.ofOtherRegion(1);
        RunningService.send(delivered(order, 3, 2), booked(order, 1, 2), booked(order, 9, 1), booked(order, 2, 2));
        eventually(() -> assertThat(replica(order)).isEqualTo("DELIVERED 2 3"));
        RunningService.send(booked(order, 1, 3));
        eventually(() -> assertThat(replica(order)).isEqualTo("BOOKED 3 1"));
    }

    @Test
    void ownParcelsAreNotReplicated() {
        TestOrder order = TestOrder.of(1);
        TestOrder other = TestOrder.ofOtherRegion(1);
        RunningService.send(order.paid());
        awaitBooked(order, 1);
        eventually(() -> assertThat(RunningService.published(order)).hasSize(2));
        RunningService.send(booked(other, 1, 1));
        eventually(() -> assertThat(replica(other)).isEqualTo("BOOKED 1 1"));
        assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_replica_parcel WHERE order_id = ?")
                        .param(order.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void unbookedParcelIsUnresolved() {
        TestOrder order = TestOrder.of(1);
        carrier.faults("'unavailable':1");
        RunningService.send(order.paid());
        eventually(() ->
                assertThat(service.unresolved(order)).containsExactly(order.parcel(1) + " not booked at the carrier"));
        carrier.noFaults();
        awaitBooked(order, 1);
        assertThat(service.unresolved(order)).isEmpty();
    }

    @Test
    void oldInboxRowsAndCallbacksAreDeletedButNotWaitingOnes() {
        service.sql()
                .sql("INSERT INTO t_callback (webhook_id, order_id, number, type, tracking_number, body, status,"
                        + " received_at) SELECT 'old-' || status, 1, 1, 'parcel.' || status, '-', '', status,"
                        + " now() - interval '32 days' FROM unnest('{APPLIED,WAITING,DISCARDED}'::text[]) AS s"
                        + " (status)")
                .update();
        service.beans(Retention.class).forEach(Retention::clean);
        assertThat(service.sql()
                        .sql("DELETE FROM t_callback WHERE order_id = 1 RETURNING webhook_id")
                        .query(String.class)
                        .list())
                .containsExactly("old-WAITING");
    }

    @Test
    void serviceIsReadyAndDescribed() {
        service.client()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        service.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths.['/api/v1/shipments/callback'].post.responses.['204']")
                .exists()
                .jsonPath("$.components.schemas.ParcelCallback.properties.trackingNumber")
                .exists();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).untilAsserted(assertion);
    }

    private static void awaitBooked(TestOrder order, int parcels) {
        eventually(() -> assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_parcel WHERE order_id = ? AND tracking_number IS NOT NULL")
                        .param(order.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(parcels));
    }

    private static List<String> tasks(TestOrder order) {
        return service.sql()
                .sql("SELECT subject FROM t_task WHERE subject LIKE ?")
                .param(order.id() + "%")
                .query(String.class)
                .list();
    }

    private static String replica(TestOrder order) {
        return service.sql()
                .sql("SELECT status || ' ' || epoch || ' ' || version FROM t_replica_parcel WHERE order_id = ?")
                .param(order.id())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static ShipmentEvent booked(TestOrder order, int version, long epoch) {
        return new ParcelBookedEvent(
                order.parcel(1),
                order.id(),
                version,
                epoch,
                Instant.now(),
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelLine("SKU-00001", 1)));
    }

    private static ShipmentEvent delivered(TestOrder order, int version, long epoch) {
        return new ParcelDeliveredEvent(
                order.parcel(1),
                order.id(),
                version,
                epoch,
                Instant.now(),
                1,
                1,
                Optional.of("SIMULATED"),
                Optional.of("SIM1"),
                List.of(new ParcelLine("SKU-00001", 1)));
    }
}
