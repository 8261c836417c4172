package dev.orderplatform.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.TemporaryService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A carrier that ships and delivers within a second, and fails in every way it can. */
class CarrierFaultsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(180);
    private static final String SHIPPED = "ParcelShippedEvent";
    private static final String DELIVERED = "ParcelDeliveredEvent";
    private static final String RETURNED = "ParcelReturnedEvent";
    private static final String CANCELLED = "ParcelCancelledEvent";

    @SuppressWarnings("NullAway.Init")
    private static RunningCarrier carrier;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        int port = TemporaryService.reservePort();
        carrier = new RunningCarrier(port, Duration.ofMillis(400));
        service = RunningService.start(
                "faults",
                port,
                carrier.url(),
                Map.of("platform.carrier.timeout", "1s", "platform.carrier.attempts", "2"));
    }

    @AfterEach
    void noFaults() {
        carrier.noFaults();
    }

    @AfterAll
    static void stop() {
        service.close();
        carrier.close();
    }

    @Test
    void parcelsOfAPaidOrderAreDelivered() {
        TestOrder order = pay(25);
        awaitAll(order, 3, "DELIVERED");
        assertEventsOnce(order, 3, SHIPPED, DELIVERED);
        assertThat(carrier.ledger(order.parcel(3)))
                .containsExactly("parcel.booked", "parcel.shipped", "parcel.delivered");
    }

    @Test
    void lostCallbacksLoseNothing() {
        carrier.faults("'lose':1");
        TestOrder order = pay(5);
        awaitAll(order, 1, "DELIVERED");
        assertEventsOnce(order, 1, SHIPPED, DELIVERED);
    }

    @Test
    void repeatedAndReorderedCallbacksHaveOneEffectEach() {
        carrier.faults("'repeat':1,'reorder':0.7");
        TestOrder order = pay(50);
        awaitAll(order, 5, "DELIVERED");
        for (int number = 1; number <= 5; number++) {
            assertEventsOnce(order, number, SHIPPED, DELIVERED);
        }
    }

    @Test
    void parcelDeliveredInTheInstantOfItsShippingIsBoth() {
        carrier.faults("'atOnce':1");
        TestOrder order = pay(5);
        awaitAll(order, 1, "DELIVERED");
        assertEventsOnce(order, 1, SHIPPED, DELIVERED);
    }

    @Test
    void parcelThatComesBackIsReturned() {
        carrier.faults("'return':1,'atOnce':1,'reorder':1");
        TestOrder order = pay(50);
        awaitAll(order, 5, "RETURNED");
        assertEventsOnce(order, 1, SHIPPED, RETURNED);
    }

    @Test
    void deliveredParcelMayComeBack() {
        TestOrder order = pay(5);
        awaitAll(order, 1, "DELIVERED");
        carrier.giveBack(order.parcel(1));
        awaitAll(order, 1, "RETURNED");
        assertEventsOnce(order, 1, SHIPPED, DELIVERED, RETURNED);
    }

    @Test
    void parcelsAreBookedOnceTheCarrierIsBack() throws IOException {
        carrier.stop();
        TestOrder order = pay(200);
        eventually(() -> assertThat(service.unresolved(order)).hasSize(20));
        carrier.start();
        awaitAll(order, 20, "DELIVERED");
        assertThat(carrier.ledger(order.parcel(20)))
                .containsExactly("parcel.booked", "parcel.shipped", "parcel.delivered");
    }

    @Test
    void unansweredBookingIsRepeatedAndBooksOnce() {
        carrier.faults("'hang':1");
        TestOrder order = pay(5);
        eventually(() -> assertThat(lastFailure(order)).contains("the carrier"));
        carrier.noFaults();
        awaitAll(order, 1, "DELIVERED");
        eventually(() -> assertThat(trackingNumbers(order)).containsExactly(carrier.trackingNumber(order.parcel(1))));
        assertThat(carrier.ledger(order.parcel(1)))
                .containsExactly("parcel.booked", "parcel.shipped", "parcel.delivered");
    }

    @Test
    void slowAndFailingCarrierIsUsedUpToItsPart() {
        carrier.faults("'hang':0.1,'unavailable':0.3,'lose':0.3,'repeat':0.3");
        TestOrder order = pay(300);
        awaitAll(order, 30, "DELIVERED");
        for (int number = 1; number <= 30; number++) {
            assertEventsOnce(order, number, SHIPPED, DELIVERED);
        }
    }

    @Test
    void refundedParcelThatHasLeftEndsAsTheCarrierSays() {
        carrier.faults("'lose':1");
        TestOrder order = pay(5);
        eventually(() -> assertThat(carrier.status(order.parcel(1))).isIn("SHIPPED", "DELIVERED"));
        RunningService.send(order.refundRequested());
        awaitAll(order, 1, "DELIVERED");
        assertThat(carrier.ledger(order.parcel(1))).doesNotContain("parcel.cancelled");
    }

    @Test
    void bookingOfUnknownOutcomeIsCancelledAtTheCarrier() {
        TestOrder order = TestOrder.of(5);
        carrier.faults("'hang':1");
        RunningService.send(order.paid());
        eventually(() -> assertThat(lastFailure(order)).contains("the carrier"));
        RunningService.send(order.refundRequested());
        carrier.noFaults();
        eventually(() -> assertThat(service.statuses(order)).containsAnyOf("CANCELLED", "DELIVERED"));
        eventually(() -> assertThat(carrier.status(order.parcel(1)))
                .isEqualTo(service.statuses(order).getFirst()));
    }

    @Test
    void bookingThatArrivesAfterTheCancellationIsCancelledToo() {
        carrier.faults("'unavailable':1");
        TestOrder order = pay(5);
        eventually(() -> assertThat(service.statuses(order)).containsExactly("BOOKED"));
        RunningService.send(order.refundRequested());
        eventually(() -> assertThat(service.unresolved(order))
                .containsExactly(order.parcel(1) + " not cancelled at the carrier"));
        carrier.noFaults();
        awaitAll(order, 1, "CANCELLED");
        assertThat(carrier.status(order.parcel(1))).isEmpty();
        carrier.book(order.parcel(1));
        // Either it is cancelled in time, or it leaves, and the carrier's word counts.
        eventually(() -> assertThat(carrier.status(order.parcel(1))).isIn("CANCELLED", "DELIVERED"));
        eventually(() -> assertThat(service.statuses(order)).containsExactly(carrier.status(order.parcel(1))));
        assertThat(RunningService.published(order, 1)).contains(CANCELLED);
    }

    private static TestOrder pay(int units) {
        TestOrder order = TestOrder.of(units);
        RunningService.send(order.paid());
        return order;
    }

    private static void awaitAll(TestOrder order, int parcels, String status) {
        eventually(() -> assertThat(service.statuses(order)).isEqualTo(Collections.nCopies(parcels, status)));
    }

    /** The parcel's changes of status were published in this sequence, each once. */
    private static void assertEventsOnce(TestOrder order, int number, String... types) {
        List<String> expected = List.of(types);
        eventually(() ->
                assertThat(changes(RunningService.published(order, number))).isEqualTo(expected));
    }

    // The carrier's answer to the booking is published with the present status, whatever that is.
    private static List<String> changes(List<String> published) {
        List<String> changes = new ArrayList<>();
        for (String type : published) {
            boolean isNew = changes.isEmpty() || !changes.getLast().equals(type);
            if (isNew && !type.equals("ParcelBookedEvent")) {
                changes.add(type);
            }
        }
        return changes;
    }

    private static String lastFailure(TestOrder order) {
        return service.sql()
                .sql("SELECT coalesce(max(last_failure), '') FROM t_task WHERE subject = ?")
                .param(order.parcel(1))
                .query(String.class)
                .single();
    }

    private static List<String> trackingNumbers(TestOrder order) {
        return service.sql()
                .sql("SELECT coalesce(tracking_number, '') FROM t_parcel WHERE order_id = ?")
                .param(order.id())
                .query(String.class)
                .list();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).untilAsserted(assertion);
    }
}
