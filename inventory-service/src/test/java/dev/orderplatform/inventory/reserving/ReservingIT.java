package dev.orderplatform.inventory.reserving;

import static dev.orderplatform.inventory.Orders.cancelled;
import static dev.orderplatform.inventory.Orders.confirmed;
import static dev.orderplatform.inventory.Orders.created;
import static dev.orderplatform.inventory.Orders.newId;
import static dev.orderplatform.inventory.Orders.paid;
import static dev.orderplatform.inventory.Orders.refundRequested;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReservingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static RunningInventory service;

    @BeforeAll
    static void start() {
        service = RunningInventory.start("reserving", "platform.inbox.stored-interval=200ms");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void orderGetsAllOfItsLines() {
        service.stock("ALL-1", 10);
        service.stock("ALL-2", 10);
        long id = newId();
        service.send(created(id, new Line("ALL-1", 3, 1), new Line("ALL-2", 10, 1)));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent");
        assertThat(service.stockOf("ALL-1")).isEqualTo("7/3");
        assertThat(service.stockOf("ALL-2")).isEqualTo("0/10");
        await().atMost(LIMIT)
                .until(() -> service.query("SELECT event_id FROM t_outbox WHERE partition_key = '" + id + "'")
                        .isEmpty());
    }

    @Test
    void orderWithAMissingSkuGetsNothingAndNamesIt() {
        service.stock("SHORT-1", 10);
        service.stock("SHORT-2", 1);
        long id = newId();
        service.send(created(id, new Line("SHORT-1", 1, 1), new Line("SHORT-2", 2, 1)));
        awaitPublished(id, "stock-" + id + "-1-1 StockRejectedEvent");
        assertThat(valueOf(id)).contains("\"reason\":\"OUT_OF_STOCK\"").contains("[\"SHORT-2\"]");
        assertThat(service.stockOf("SHORT-1")).isEqualTo("10/0");
        assertThat(service.query("SELECT rejection ->> 'reason' FROM t_reservation WHERE order_id = " + id))
                .containsExactly("OUT_OF_STOCK");
    }

    @Test
    void unknownSkuIsNamed() {
        service.stock("KNOWN", 10);
        long id = newId();
        service.send(created(id, new Line("KNOWN", 1, 1), new Line("NOBODY'S \"SKU\", {}", 1, 1)));
        awaitPublished(id, "stock-" + id + "-1-1 StockRejectedEvent");
        assertThat(valueOf(id)).contains("UNKNOWN_SKU").contains("NOBODY'S \\\"SKU\\\", {}");
        assertThat(service.stockOf("KNOWN")).isEqualTo("10/0");
    }

    @Test
    void traceOfTheOrderIsPropagated() {
        service.stock("TRACE", 1);
        long id = newId();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-";
        service.send(List.of(created(id, "TRACE", 1)), Optional.of(trace + "b7ad6b7169203331-01"));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent");
        assertThat(header(service.records("inventory-events", id).getFirst(), EventHeaders.TRACE_PARENT))
                .startsWith(trace);
    }

    @Test
    void redeliveredOrderReservesOnceAndGetsAnIdenticalReply() {
        service.stock("AGAIN", 10);
        long id = newId();
        service.send(created(id, "AGAIN", 4));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent");
        service.send(created(id, "AGAIN", 4));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent", "stock-" + id + "-1-1 StockReservedEvent");
        assertThat(service.records("inventory-events", id))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsOnly(valueOf(id));
        assertThat(service.stockOf("AGAIN")).isEqualTo("6/4");
    }

    @Test
    void rejectionStandsOnRedeliveryAfterRestocking() {
        service.stock("LATE", 1);
        long id = newId();
        service.send(created(id, "LATE", 2));
        awaitPublished(id, "stock-" + id + "-1-1 StockRejectedEvent");
        service.execute("UPDATE t_stock SET received = 9, available = 10 WHERE sku = 'LATE'");
        service.send(created(id, "LATE", 2));
        awaitPublished(id, "stock-" + id + "-1-1 StockRejectedEvent", "stock-" + id + "-1-1 StockRejectedEvent");
        assertThat(service.stockOf("LATE")).isEqualTo("10/0");
    }

    @Test
    void cancelledOrderReleasesItsStockOnce() {
        service.stock("BACK", 5);
        long id = newId();
        service.send(created(id, "BACK", 5), confirmed(id), cancelled(id, 3));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent", "stock-" + id + "-1-2 StockReleasedEvent");
        service.send(cancelled(id, 3));
        await().atMost(LIMIT).until(() -> service.published(id).size() == 3);
        assertThat(service.stockOf("BACK")).isEqualTo("5/0");
        assertThat(service.statusOf(id)).containsExactly("RELEASED");
        assertThat(service.query("SELECT event_id FROM t_inbox WHERE event_id LIKE 'order-" + id + "-%' ORDER BY 1"))
                .containsExactly("order-" + id + "-1-1", "order-" + id + "-1-2", "order-" + id + "-1-3");
    }

    @Test
    void paidOrderSellsItsStockOnceAndARefundReturnsItOnce() {
        service.stock("SOLD", 5);
        long id = newId();
        service.send(created(id, "SOLD", 3), confirmed(id), paid(id));
        await().atMost(LIMIT).until(() -> service.soldOf("SOLD").equals("2/0/3"));
        service.send(paid(id), created(id, "SOLD", 3));
        service.send(refundRequested(id, "CANCELLED"), refundRequested(id, "CANCELLED"), paid(id));
        await().atMost(LIMIT).until(() -> service.statusOf(id).equals(List.of("RETURNED")));
        assertThat(service.soldOf("SOLD")).isEqualTo("5/0/0");
        assertThat(service.published(id)).containsExactly("stock-" + id + "-1-1 StockReservedEvent");
    }

    @Test
    void refundThatOvertakesItsPaymentMovesNothingTwice() {
        service.stock("EARLY-REFUND", 5);
        long id = newId();
        service.send(created(id, "EARLY-REFUND", 3), refundRequested(id, "RETURNED"), paid(id));
        awaitRecorded(paid(id).id().toString());
        assertThat(service.soldOf("EARLY-REFUND")).isEqualTo("5/0/0");
        assertThat(service.statusOf(id)).containsExactly("RETURNED");
    }

    @Test
    void refundOfALatePaymentReturnsNothingTwice() {
        service.stock("LATE-PAYMENT", 5);
        long id = newId();
        service.send(created(id, "LATE-PAYMENT", 3), cancelled(id, 3), refundRequested(id, "LATE_PAYMENT"));
        awaitRecorded(refundRequested(id, "LATE_PAYMENT").id().toString());
        assertThat(service.soldOf("LATE-PAYMENT")).isEqualTo("5/0/0");
        assertThat(service.statusOf(id)).containsExactly("RELEASED");
    }

    @Test
    void paymentOfAnOrderWithoutStockBecomesADeadLetter() {
        long id = newId();
        service.send(paid(id));
        await().atMost(LIMIT)
                .until(() -> service.records("order-events.dlt", id).size() == 1);
        assertThat(service.statusOf(id)).isEmpty();
    }

    @Test
    void cancelThatOvertakesItsOrderLeavesNothingReserved() {
        service.stock("OVERTAKEN", 5);
        long id = newId();
        service.send(cancelled(id, 2));
        await().atMost(LIMIT).until(() -> service.statusOf(id).equals(List.of("TOMBSTONE")));
        service.send(created(id, "OVERTAKEN", 5));
        awaitRecorded(created(id, "OVERTAKEN", 5).id().toString());
        assertThat(service.stockOf("OVERTAKEN")).isEqualTo("5/0");
        assertThat(service.published(id)).isEmpty();
    }

    @Test
    void rejectedOrderHasNothingToRelease() {
        service.stock("NOTHING", 1);
        long id = newId();
        service.send(created(id, "NOTHING", 2), cancelled(id, 2));
        awaitRecorded(cancelled(id, 2).id().toString());
        awaitPublished(id, "stock-" + id + "-1-1 StockRejectedEvent");
        assertThat(service.statusOf(id)).containsExactly("REJECTED");
    }

    @Test
    void poisonBecomesADeadLetterAndTheRestOfTheBatchIsApplied() {
        service.stock("POISON", 100);
        long garbage = newId();
        long theft = newId();
        List<Long> good = Stream.generate(() -> newId()).limit(20).toList();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        good.forEach(id -> records.add(record(created(id, "POISON", 1))));
        ProducerRecord<String, byte[]> unreadable = new ProducerRecord<>(
                "order-events",
                null,
                Long.toString(garbage),
                "{\"orderId\":".getBytes(UTF_8),
                record(created(garbage, "POISON", 1)).headers());
        records.add(5, unreadable);
        records.add(9, record(created(theft, "POISON", -50))); // well-formed but invalid
        service.sendRecords(records);

        good.forEach(id -> awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent"));
        await().atMost(LIMIT)
                .until(() -> service.records("order-events.dlt", theft).size() == 1);
        ConsumerRecord<String, byte[]> dead =
                service.records("order-events.dlt", garbage).getFirst();
        assertThat(header(dead, EventHeaders.ID)).isEqualTo("order-" + garbage + "-1-1");
        assertThat(dead.partition())
                .isEqualTo(service.records("order-events", garbage).getFirst().partition());
        assertThat(service.stockOf("POISON")).isEqualTo("80/20");
        assertThat(service.statusOf(theft)).isEmpty();
    }

    @Test
    void unknownTypeIsAppliedAfterAnUpgradeAndLaterEventsWait() {
        service.stock("NEWER", 5);
        long id = newId();
        ProducerRecord<String, byte[]> newer =
                EventRecords.write(EventStreams.ORDER, EventMessage.of(confirmed(id), Optional.empty()));
        newer.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "OrderOfTheNextVersionEvent".getBytes(UTF_8));
        service.sendRecords(List.of(
                record(created(id, "NEWER", 5)),
                newer,
                EventRecords.write(EventStreams.ORDER, EventMessage.of(cancelled(id, 3), Optional.empty()))));
        await().atMost(LIMIT)
                .until(() -> service.query(
                                "SELECT event_id FROM t_unknown_event WHERE partition_key = '" + id + "' ORDER BY seq")
                        .equals(List.of("order-" + id + "-1-2", "order-" + id + "-1-3")));
        assertThat(service.stockOf("NEWER")).isEqualTo("0/5");

        service.execute("UPDATE t_unknown_event SET type = 'OrderConfirmedEvent',"
                + " headers = replace(headers::text, 'OrderOfTheNextVersionEvent', 'OrderConfirmedEvent')::json"
                + " WHERE type = 'OrderOfTheNextVersionEvent'");
        awaitRecorded("order-" + id + "-1-2");
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent", "stock-" + id + "-1-2 StockReleasedEvent");
        assertThat(service.stockOf("NEWER")).isEqualTo("5/0");
        await().atMost(LIMIT)
                .until(() ->
                        service.query("SELECT event_id FROM t_unknown_event").isEmpty());
    }

    @Test
    void replyLeftByACrashIsPublished() {
        long id = newId();
        // Simulates a crash between commit and publish: the row exists, but no process has it in memory.
        service.execute("""
            INSERT INTO t_outbox (partition_key, event_id, type, payload, created_at, sent_at)
            VALUES ('%1$d', 'stock-%1$d-1-1', 'StockReservedEvent',
              '{"orderId":"%1$d","version":1,"epoch":1,"at":"2026-01-01T00:00:00Z"}', '2026-01-01', '2026-01-01')
            """.formatted(id));
        awaitPublished(id, "stock-" + id + "-1-1 StockReservedEvent");
        await().atMost(LIMIT)
                .until(() -> service.query("SELECT event_id FROM t_outbox WHERE partition_key = '" + id + "'")
                        .isEmpty());
    }

    @Test
    void shuffledDuplicatesTakeEffectOnce() {
        service.stock("SHUFFLED", 30);
        List<Long> orders = Stream.generate(() -> newId()).limit(60).toList();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            for (int twice = 0; twice < 2; twice++) {
                records.add(record(created(orders.get(i), "SHUFFLED", 1)));
                if (i % 3 == 0) {
                    records.add(EventRecords.write(
                            EventStreams.ORDER, EventMessage.of(cancelled(orders.get(i), 2), Optional.empty())));
                }
            }
        }
        Collections.shuffle(records, new Random(7));
        service.sendRecords(records);
        String ofTheseOrders = " WHERE order_id BETWEEN " + orders.getFirst() + " AND " + orders.getLast();
        await().atMost(LIMIT)
                .until(() ->
                        service.query("SELECT event_id FROM t_inbox WHERE split_part(event_id, '-', 2)::bigint BETWEEN "
                                                + orders.getFirst() + " AND " + orders.getLast())
                                        .size()
                                == 80);
        assertThat(service.query("SELECT count(*) FROM t_reservation" + ofTheseOrders))
                .containsExactly("60");
        List<String> held =
                service.query("SELECT order_id FROM t_reservation" + ofTheseOrders + " AND status = 'RESERVED'");
        assertThat(service.stockOf("SHUFFLED")).isEqualTo((30 - held.size()) + "/" + held.size());
        List<String> wronglyHeld = orders.stream()
                .filter(id -> orders.indexOf(id) % 3 == 0)
                .map(String::valueOf)
                .filter(held::contains)
                .toList();
        assertThat(wronglyHeld).isEmpty();
    }

    private static ProducerRecord<String, byte[]> record(OrderCreatedEvent event) {
        return EventRecords.write(EventStreams.ORDER, EventMessage.of(event, Optional.empty()));
    }

    private static void awaitPublished(long orderId, String... ids) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(orderId)).containsExactly(ids));
    }

    private static void awaitRecorded(String eventId) {
        await().atMost(LIMIT)
                .until(() -> !service.query("SELECT 1 FROM t_inbox WHERE event_id = '" + eventId + "'")
                        .isEmpty());
    }

    private static String valueOf(long orderId) {
        return new String(
                service.records("inventory-events", orderId).getFirst().value(), UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
