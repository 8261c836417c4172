package dev.orderplatform.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WriteNotificationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("writing");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void eachEventOfAnOrderBecomesOneNotificationInTheirOrder() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.created(), order.confirmed(), order.cancelled());
        awaitTypes(order, "OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent");
    }

    @Test
    void redeliveredEventIsWrittenOnce() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.created(), order.created(), order.created());
        awaitTypes(order, "OrderCreatedEvent");
        service.send(order.created(), order.confirmed());
        awaitTypes(order, "OrderCreatedEvent", "OrderConfirmedEvent");
    }

    @Test
    void eventThatComesAgainAfterItsInboxRowIsGoneIsWrittenOnce() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.created());
        awaitTypes(order, "OrderCreatedEvent");
        service.sql().sql("DELETE FROM t_inbox").update();
        service.send(order.created(), order.confirmed());
        awaitTypes(order, "OrderCreatedEvent", "OrderConfirmedEvent");
    }

    @Test
    void unknownTypeIsSkippedAndIsNoDeadLetter() {
        TestOrder order = TestOrder.ofNewUser();
        ProducerRecord<String, byte[]> unknown = record(order.created());
        unknown.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "OrderTeleportedEvent".getBytes(UTF_8));
        service.send(unknown);
        service.send(order.confirmed());
        awaitTypes(order, "OrderConfirmedEvent");
        assertThat(deadLettersOf(order)).isEmpty();
    }

    @Test
    void poisonEventBecomesADeadLetterAndStopsNobody() {
        TestOrder before = TestOrder.ofNewUser();
        TestOrder poison = TestOrder.ofNewUser();
        // Well-formed JSON that PostgreSQL can't store: only the transaction finds out.
        service.send(before.created(), poison.created(), poison.rejected("SKU\u0000"), poison.cancelled());
        awaitTypes(poison, "OrderCreatedEvent", "OrderCancelledEvent");
        awaitTypes(before, "OrderCreatedEvent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLettersOf(poison)).hasSize(1));
    }

    @Test
    void unreadableEventBecomesADeadLetterWithItsHeaders() {
        TestOrder order = TestOrder.ofNewUser();
        ProducerRecord<String, byte[]> good = record(order.created());
        service.send(new ProducerRecord<>(good.topic(), null, good.key(), "{".getBytes(UTF_8), good.headers()));
        service.send(order.confirmed());
        awaitTypes(order, "OrderConfirmedEvent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLettersOf(order))
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.headers()
                                        .lastHeader(EventHeaders.ID)
                                        .value())
                                .asString(UTF_8)
                                .isEqualTo(order.created().id().toString())));
    }

    @Test
    void nothingGoesOutByMailWhileThatIsOff() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.created());
        awaitTypes(order, "OrderCreatedEvent");
        assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_email")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsOlderThanItsRetentionGoesAndTheRestStays() {
        TestOrder old = TestOrder.ofNewUser();
        TestOrder young = TestOrder.ofNewUser();
        service.send(old.created(), young.created());
        awaitTypes(old, "OrderCreatedEvent");
        awaitTypes(young, "OrderCreatedEvent");
        service.sql()
                .sql("UPDATE t_notification SET created_at = now() - interval '91 days' WHERE order_id = ?")
                .param(old.id())
                .update();
        service.sql()
                .sql("UPDATE t_inbox SET received_at = now() - interval '31 days' WHERE event_id = ?")
                .param(old.created().id().toString())
                .update();
        assertThat(service.bean("notificationRetention", Retention.class).clean())
                .isEqualTo(1);
        assertThat(service.bean("inboxRetention", Retention.class).clean()).isEqualTo(1);
        assertThat(service.typesOf(old.id())).isEmpty();
        assertThat(service.typesOf(young.id())).hasSize(1);
    }

    private static void awaitTypes(TestOrder order, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.typesOf(order.id())).containsExactly(types));
    }

    private static ProducerRecord<String, byte[]> record(dev.orderplatform.contracts.Event event) {
        return EventRecords.write(EventStreams.ORDER, EventMessage.of(event, Optional.empty()));
    }

    private static List<ConsumerRecord<String, byte[]>> deadLettersOf(TestOrder order) {
        return SharedServers.kafka().records("order-events.dlt", order.id());
    }
}
