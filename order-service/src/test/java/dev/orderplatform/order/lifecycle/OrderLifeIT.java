package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.ParcelReturnedEvent;
import dev.orderplatform.contracts.ParcelShippedEvent;
import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentDeclinedEvent;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.ParcelStatus;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.postgres.TransactionException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

/** From the payment to the last parcel or the refund. Payment- and logistics-service are played by the test. */
@Order(2)
class OrderLifeIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long USER = 9;
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
            new ParameterizedTypeReference<>() {};
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @Test
    void paidOrderIsShippedWithItsFirstParcelAndDeliveredWithItsLast() {
        String id = confirmed();
        Stream.of(captured(id, 1), booked(id, 1), booked(id, 2), shipped(id, 1)).forEach(service::send);
        awaitStatus(id, "SHIPPED");
        service.send(delivered(id, 1));
        service.send(shipped(id, 2));
        service.send(delivered(id, 2));
        awaitStatus(id, "DELIVERED");
        cancel(id).expectStatus().isEqualTo(409);
        awaitPublished(
                id,
                "OrderCreatedEvent",
                "OrderConfirmedEvent",
                "OrderPaidEvent",
                "OrderShippedEvent",
                "OrderDeliveredEvent");
        assertThat(stored(id).order().paymentId()).contains(id + "-1");
    }

    @Test
    void streamSendsTheParcelsAfterTheOrder() {
        String id = confirmed();
        service.bean(ApplyPaymentEvents.class).handle(received(captured(id, 1)));
        apply(booked(id, 1));
        var body = service.as(USER)
                .get()
                .uri("/api/v1/orders/" + id + "/stream")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody()
                .filter(event -> event.data() != null)
                .map(event -> event.event() + " " + event.data().get("status"));
        StepVerifier.create(body)
                .expectNext("null PAID", "parcel BOOKED")
                .then(() -> apply(shipped(id, 1)))
                .expectNext("null SHIPPED", "parcel SHIPPED")
                .then(() -> apply(booked(id, 2), shipped(id, 2)))
                .expectNext("parcel SHIPPED")
                .then(() -> apply(delivered(id, 1), delivered(id, 2)))
                .expectNext("null DELIVERED", "parcel DELIVERED", "parcel DELIVERED")
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void parcelInTheStreamHasNullsUntilTheCarrierHasAnswered() {
        String id = paid();
        apply(booked(id, 1));
        Map<?, ?> parcel = service.as(USER)
                .get()
                .uri("/api/v1/orders/" + id + "/stream")
                .exchange()
                .returnResult(EVENT)
                .getResponseBody()
                .filter(event -> "parcel".equals(event.event()))
                .blockFirst(LIMIT)
                .data();
        assertThat(parcel.keySet().stream().map(String::valueOf))
                .containsExactly("parcelId", "carrier", "trackingNumber", "status", "lines");
        assertThat(parcel.get("parcelId")).isEqualTo(id + "-1");
        assertThat(parcel.get("carrier")).isNull();
        assertThat(parcel.get("lines")).isEqualTo(List.of(Map.of("sku", "SKU-00001", "quantity", 1)));
    }

    @Test
    void shipmentsOfAnOrderAreItsParcelsByNumber() {
        String id = confirmed();
        apply(booked(id, 2));
        shipments(USER, id).expectStatus().isOk().expectBody().json("{\"items\":[]}", JsonCompareMode.STRICT);
        service.bean(ApplyPaymentEvents.class).handle(received(captured(id, 1)));
        apply(shipped(id, 1));
        shipments(USER, id).expectStatus().isOk().expectBody().json("""
            {"items":[
              {"parcelId":"%1$s-1","carrier":"Demo Express","trackingNumber":"DX-1","status":"SHIPPED",
               "lines":[{"sku":"SKU-00001","quantity":1}]},
              {"parcelId":"%1$s-2","carrier":null,"trackingNumber":null,"status":"BOOKED",
               "lines":[{"sku":"SKU-00001","quantity":1}]}]}
            """.formatted(id), JsonCompareMode.STRICT);
    }

    @Test
    void shipmentsAreShownToTheOrdersCustomerOnly() {
        String id = paid();
        shipments(USER + 1, id).expectStatus().isNotFound();
        shipments(USER, "x").expectStatus().isNotFound();
        shipments(USER, id).expectStatus().isOk();
    }

    @Test
    void parcelShippedAndDeliveredInOneBatchMakesBothTransitions() {
        String id = paid();
        apply(booked(id, 1), booked(id, 2), shipped(id, 1), delivered(id, 1), shipped(id, 2), delivered(id, 2));
        assertThat(history(id)).endsWith("PAID", "SHIPPED", "DELIVERED");
        assertThat(service.bean(Orders.class).parcels(Long.parseLong(id)).all())
                .extracting(Parcel::status)
                .containsExactly(ParcelStatus.DELIVERED, ParcelStatus.DELIVERED);
        assertThat(countOf("t_inbox", id, "event_id LIKE 'parcel-%'")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void parcelEventsInAnyOrderAndRepeatedEndAlike(long seed) {
        String id = paid();
        List<ShipmentEvent> events = new ArrayList<>(List.of(
                booked(id, 1), booked(id, 2), shipped(id, 1), shipped(id, 2), delivered(id, 1), delivered(id, 2)));
        events.addAll(events);
        Collections.shuffle(events, new Random(seed));
        events.forEach(OrderLifeIT::apply);
        assertThat(history(id)).endsWith("PAID", "SHIPPED", "DELIVERED");
        assertThat(service.bean(Orders.class).parcels(Long.parseLong(id)).all())
                .extracting(Parcel::status)
                .containsExactly(ParcelStatus.DELIVERED, ParcelStatus.DELIVERED);
    }

    @Test
    void parcelThatIsKnownBeforeThePaymentWaitsForIt() {
        String id = confirmed();
        apply(booked(id, 1), booked(id, 2), shipped(id, 1));
        assertThat(service.statusOf(USER, id)).isEqualTo("CONFIRMED");
        service.bean(ApplyPaymentEvents.class).handle(received(captured(id, 1)));
        assertThat(history(id)).endsWith("CONFIRMED", "PAID", "SHIPPED");
    }

    @Test
    void paidOrderThatIsCancelledIsRefundedByItsOwnRefundOnly() {
        String id = paid();
        for (int times = 0; times < 2; times++) {
            cancel(id)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("REFUND_PENDING")
                    .jsonPath("$.version")
                    .isEqualTo(4);
        }
        apply(shipped(id, 1)); // had left before the carrier knew; it moves the order no more
        PaymentEvent foreign = new PaymentRefundedEvent(
                id + "-1", Long.parseLong(id), 2, 1, Instant.now(), id + "-1-refund", 1999, "CNY");
        service.bean(ApplyPaymentEvents.class).handle(received(foreign));
        assertThat(service.statusOf(USER, id)).isEqualTo("REFUND_PENDING");
        service.send(refunded(id));
        service.send(refunded(id));
        awaitStatus(id, "REFUNDED");
        cancel(id).expectStatus().isOk();
        awaitPublished(
                id,
                "OrderCreatedEvent",
                "OrderConfirmedEvent",
                "OrderPaidEvent",
                "OrderRefundRequestedEvent",
                "OrderRefundedEvent");
        assertThat(refundOf(id).reason()).isEqualTo("CANCELLED");
        assertThat(refundOf(id).stockReturns()).isTrue();
        assertThat(refundOf(id).refundId()).isEqualTo(id + "-refund");
    }

    @Test
    void paymentThatComesAfterTheCancelIsRefundedOnce() {
        String id = confirmed();
        cancel(id).expectStatus().isOk();
        service.send(captured(id, 1));
        service.send(captured(id, 1));
        service.send(captured(id, 2));
        awaitStatus(id, "REFUND_PENDING");
        await().atMost(LIMIT).until(() -> countOf("t_inbox", id, "event_id LIKE 'payment-%'") == 2);
        cancel(id).expectStatus().isOk();
        assertThat(refundOf(id).reason()).isEqualTo("LATE_PAYMENT");
        assertThat(refundOf(id).paymentId()).isEqualTo(id + "-1");
        assertThat(refundOf(id).stockReturns()).isFalse();
        service.send(refunded(id));
        awaitStatus(id, "REFUNDED");
    }

    @RepeatedTest(5)
    void cancelAndPaymentAtTheSameTimeEndInOneRefund() {
        String id = confirmed();
        CompletableFuture<Void> payment = CompletableFuture.runAsync(
                () -> service.bean(ApplyPaymentEvents.class).handle(received(captured(id, 1))));
        cancel(id).expectStatus().isOk();
        payment.join();
        String reason = history(id).contains("PAID") ? "CANCELLED" : "LATE_PAYMENT";
        assertThat(history(id)).hasSize(4).endsWith("REFUND_PENDING");
        assertThat(refundOf(id).reason()).isEqualTo(reason);
    }

    @Test
    void orderWhoseParcelsAllCameBackIsRefunded() {
        String id = paid();
        apply(shipped(id, 1));
        cancel(id).expectStatus().isEqualTo(409);
        apply(shipped(id, 2), returned(id, 1));
        assertThat(service.statusOf(USER, id)).isEqualTo("SHIPPED");
        apply(returned(id, 2));
        assertThat(history(id)).endsWith("PAID", "SHIPPED", "REFUND_PENDING");
        awaitPublished(
                id,
                "OrderCreatedEvent",
                "OrderConfirmedEvent",
                "OrderPaidEvent",
                "OrderShippedEvent",
                "OrderRefundRequestedEvent");
        assertThat(refundOf(id).reason()).isEqualTo("RETURNED");
        assertThat(refundOf(id).stockReturns()).isTrue();
    }

    @Test
    void parcelThatComesBackAfterTheDeliveryChangesTheParcelOnly() {
        String id = paid();
        apply(delivered(id, 1), delivered(id, 2));
        apply(returned(id, 1), returned(id, 2));
        assertThat(history(id)).endsWith("SHIPPED", "DELIVERED");
        assertThat(service.bean(Orders.class).parcels(Long.parseLong(id)).all())
                .extracting(Parcel::status)
                .containsOnly(ParcelStatus.RETURNED);
    }

    @Test
    void anotherOrDeclinedPaymentChangesNoOrder() {
        String id = confirmed();
        service.send(new PaymentDeclinedEvent(id + "-1", Long.parseLong(id), 1, 1, Instant.now(), 1999, "CNY"));
        service.send(captured(id, 2));
        awaitStatus(id, "PAID");
        service.send(captured(id, 3));
        await().atMost(LIMIT).until(() -> countOf("t_inbox", id, "event_id LIKE 'payment-%'") == 3);
        assertThat(history(id)).containsExactly("PENDING", "CONFIRMED", "PAID");
        assertThat(stored(id).order().paymentId()).contains(id + "-2");
    }

    @Test
    void paymentThatComesBeforeTheOrderIsConfirmedIsTriedAgainUntilItIsDue() {
        String id = place();
        List<ReceivedEvent<PaymentEvent>> payment = received(captured(id, 1));
        assertThatThrownBy(() -> service.bean(ApplyPaymentEvents.class).handle(payment))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        failed -> assertThat(failed.isTransient()).isTrue());
        assertThat(countOf("t_inbox", id, "true")).isZero();
        service.send(captured(id, 1));
        service.send(reserved(id));
        awaitStatus(id, "PAID");
    }

    @Test
    void paymentOfAWrongAmountBecomesADeadLetter() {
        String id = confirmed();
        service.send(new PaymentCapturedEvent(id + "-1", Long.parseLong(id), 1, 1, Instant.now(), 1, "CNY"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published("payment-events.dlt", id))
                        .containsExactly("PaymentCapturedEvent"));
        assertThat(service.statusOf(USER, id)).isEqualTo("CONFIRMED");
    }

    @Test
    void transactionKilledInTheMiddleLeavesNothingAndIsRepeated() throws Exception {
        String id = paid();
        ShardMap.Table table = Shards.tableOfUser(USER);
        try (Connection barrier =
                        service.bean(Shards.class).database(table.database()).getConnection();
                Statement statement = barrier.createStatement()) {
            barrier.setAutoCommit(false);
            // The parcel is stored, the order is not: its statement waits to write the inbox.
            statement.execute("LOCK TABLE t_inbox_" + table.index() + " IN SHARE MODE");
            CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> apply(shipped(id, 1)));
            await().atMost(LIMIT)
                    .until(() ->
                            statement.executeQuery("""
                                SELECT pg_terminate_backend(pid) FROM pg_locks
                                WHERE NOT granted AND relation = 't_inbox_%d'::regclass
                                """.formatted(table.index())).next());
            assertThatThrownBy(killed::join).hasCauseInstanceOf(TransactionException.class);
            barrier.rollback();
        }
        assertThat(countOf("t_parcel", id, "true")).isZero();
        assertThat(service.statusOf(USER, id)).isEqualTo("PAID");
        apply(shipped(id, 1));
        assertThat(history(id)).endsWith("PAID", "SHIPPED");
        assertThat(countOf("t_parcel", id, "true")).isOne();
    }

    private static String place() {
        return service.place(USER, UUID.randomUUID().toString());
    }

    private static String confirmed() {
        String id = place();
        service.send(reserved(id));
        awaitStatus(id, "CONFIRMED");
        return id;
    }

    private static String paid() {
        String id = confirmed();
        service.bean(ApplyPaymentEvents.class).handle(received(captured(id, 1)));
        assertThat(service.statusOf(USER, id)).isEqualTo("PAID");
        return id;
    }

    /** Handles events as one batch. */
    private static void apply(ShipmentEvent... events) {
        service.bean(ApplyShipmentEvents.class)
                .handle(Stream.of(events)
                        .map(event -> new ReceivedEvent<>(event, Optional.empty()))
                        .toList());
    }

    private static List<ReceivedEvent<PaymentEvent>> received(PaymentEvent event) {
        return List.of(new ReceivedEvent<>(event, Optional.empty()));
    }

    private static StockReservedEvent reserved(String id) {
        return new StockReservedEvent(Long.parseLong(id), 1, 1, Instant.now());
    }

    private static PaymentEvent captured(String id, int payment) {
        return new PaymentCapturedEvent(id + "-" + payment, Long.parseLong(id), 1, 1, Instant.now(), 1999, "CNY");
    }

    private static PaymentEvent refunded(String id) {
        return new PaymentRefundedEvent(
                id + "-1", Long.parseLong(id), 2, 1, Instant.now(), id + "-refund", 1999, "CNY");
    }

    private static ShipmentEvent booked(String id, int n) {
        return new ParcelBookedEvent(
                id + "-" + n,
                Long.parseLong(id),
                1,
                1,
                Instant.now(),
                n,
                2,
                Optional.empty(),
                Optional.empty(),
                lines());
    }

    private static ShipmentEvent shipped(String id, int n) {
        return new ParcelShippedEvent(
                id + "-" + n, Long.parseLong(id), 2, 1, Instant.now(), n, 2, carrier(), tracking(n), lines());
    }

    private static ShipmentEvent delivered(String id, int n) {
        return new ParcelDeliveredEvent(
                id + "-" + n, Long.parseLong(id), 3, 1, Instant.now(), n, 2, carrier(), tracking(n), lines());
    }

    private static ShipmentEvent returned(String id, int n) {
        return new ParcelReturnedEvent(
                id + "-" + n, Long.parseLong(id), 4, 1, Instant.now(), n, 2, carrier(), tracking(n), lines());
    }

    private static Optional<String> carrier() {
        return Optional.of("Demo Express");
    }

    private static Optional<String> tracking(int n) {
        return Optional.of("DX-" + n);
    }

    private static List<ParcelLine> lines() {
        return List.of(new ParcelLine("SKU-00001", 1));
    }

    private static StoredOrder stored(String id) {
        return service.bean(Orders.class).find(Long.parseLong(id)).orElseThrow();
    }

    private static List<String> history(String id) {
        return stored(id).history().changes().stream()
                .map(change -> change.status().name())
                .toList();
    }

    /** As it is on the topic. */
    private static OrderRefundRequestedEvent refundOf(String id) {
        await().atMost(LIMIT).until(() -> service.published(id).contains("OrderRefundRequestedEvent"));
        return service.records("order-events", id).stream()
                .flatMap(record -> EventStreams.ORDER
                        .read(
                                new String(
                                        record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8),
                                new String(record.value(), StandardCharsets.UTF_8))
                        .stream())
                .filter(OrderRefundRequestedEvent.class::isInstance)
                .map(OrderRefundRequestedEvent.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static WebTestClient.ResponseSpec cancel(String id) {
        return service.as(USER).post().uri("/api/v1/orders/" + id + "/cancel").exchange();
    }

    private static WebTestClient.ResponseSpec shipments(long user, String id) {
        return service.as(user).get().uri("/api/v1/orders/" + id + "/shipments").exchange();
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.statusOf(USER, id)).isEqualTo(status));
    }

    private static void awaitPublished(String id, String... types) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(id)).containsExactly(types));
    }

    private static long countOf(String table, String id, String condition) {
        ShardMap.Table shard = Shards.tableOfUser(USER);
        return service.count(
                shard.database(),
                "SELECT count(*) FROM %s_%d WHERE order_id = %s AND %s".formatted(table, shard.index(), id, condition));
    }
}
