package dev.orderplatform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service makes of events: of orders, and of another region's payments. The provider is down. */
class EventsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        // Both regions have the same broker here.
        service = RunningService.withoutProcess(
                "events", "platform.kafka.regions.west=" + SharedServers.kafka().bootstrapServers());
        service.startHere();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void cancelledOrderVoidsItsPaymentOnce() {
        TestOrder order = service.orderWithPayment();
        service.send(order.cancelled(), order.cancelled());
        await().atMost(TIMEOUT).until(() -> service.status(order.payment(1)).equals("VOIDED"));
        Instant changed = changedAt(order);
        service.sql().sql("DELETE FROM t_inbox").update();
        service.send(order.cancelled());
        awaitInbox(order.cancelled().id().toString());
        assertThat(changedAt(order)).isEqualTo(changed);
    }

    private static Instant changedAt(TestOrder order) {
        return service.sql()
                .sql("SELECT changed_at FROM t_payment WHERE payment_id = ?")
                .param(order.payment(1))
                .query(Instant.class)
                .single();
    }

    private static void awaitInbox(String eventId) {
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_inbox WHERE event_id = ?")
                        .param(eventId)
                        .query(String.class)
                        .optional()
                        .isPresent());
    }

    @Test
    void refundRequestOfAnUnknownPaymentBecomesADeadLetter() {
        TestOrder order = service.orderWithPayment();
        TestOrder other = service.orderWithPayment();
        service.call(Webhook.captured(other.payment(1))).expectStatus().isNoContent();
        service.send(order.refundRequested(1), other.refundRequested(1));
        await().atMost(TIMEOUT)
                .until(() -> SharedServers.kafka()
                                .records(EventStreams.ORDER.deadLetterTopic(), order.id())
                                .size()
                        == 1);
        assertThat(service.status(order.payment(1))).isEqualTo("PENDING");
        await().atMost(TIMEOUT).until(() -> service.status(other.payment(1)).equals("REFUND_PENDING"));
    }

    @Test
    void eventsOfASlotThatMovedChangeNothing() {
        TestOrder order = service.orderWithPayment();
        service.moveSlot(order, "west", 2);
        await().atMost(TIMEOUT)
                .until(() -> service.get(order, order.payment(1))
                                .returnResult(String.class)
                                .getStatus()
                                .value()
                        == 421);
        service.send(order.cancelled());
        awaitInbox(order.cancelled().id().toString());
        assertThat(service.status(order.payment(1))).isEqualTo("PENDING");
        service.moveSlot(order, "east", 3);
    }

    @Test
    void publishedEventsLeaveTheOutbox() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        await().atMost(TIMEOUT).until(() -> service.published(order).size() == 1);
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_outbox WHERE partition_key = ?")
                        .param(Long.toString(order.id()))
                        .query(String.class)
                        .list()
                        .isEmpty());
    }

    @Test
    void unknownTypeWaitsForAVersionThatKnowsIt() {
        TestOrder order = service.orderWithPayment();
        ProducerRecord<String, byte[]> unknown =
                EventRecords.write(EventStreams.ORDER, EventMessage.of(order.cancelled(), Optional.empty()));
        unknown.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "OrderTeleportedEvent".getBytes(UTF_8));
        service.send(unknown);
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_unknown_event WHERE partition_key = ?")
                        .param(Long.toString(order.id()))
                        .query(String.class)
                        .list()
                        .contains(order.cancelled().id().toString()));
    }

    @Test
    void newestEventOfAnotherRegionsPaymentIsKept() {
        TestOrder order = TestOrder.ofNewUser();
        var captured =
                new PaymentCapturedEvent(order.payment(1), order.id(), 1, 2, Instant.now(), TestOrder.TOTAL, "CNY");
        var refunded = new PaymentRefundedEvent(
                order.payment(1), order.id(), 1, 3, Instant.now(), order.refundId(), TestOrder.TOTAL, "CNY");
        service.send(EventStreams.PAYMENT, captured);
        awaitReplica(order, "CAPTURED 2 1 -");
        service.send(EventStreams.PAYMENT, refunded);
        awaitReplica(order, "REFUNDED 3 1 " + order.refundId());
        service.send(EventStreams.PAYMENT, captured);
        TestOrder later = TestOrder.ofNewUser();
        service.send(
                EventStreams.PAYMENT,
                new PaymentCapturedEvent(later.payment(1), later.id(), 1, 1, Instant.now(), 1, "CNY"));
        awaitReplica(later, "CAPTURED 1 1 -");
        awaitReplica(order, "REFUNDED 3 1 " + order.refundId());
    }

    private static void awaitReplica(TestOrder order, String expected) {
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT status || ' ' || epoch || ' ' || version || ' ' || coalesce(refund_id, '-')"
                                + " FROM t_replica_payment WHERE payment_id = ?")
                        .param(order.payment(1))
                        .query(String.class)
                        .optional()
                        .orElse("")
                        .equals(expected));
    }
}
