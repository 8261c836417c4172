package dev.orderplatform.tools.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.tools.explain.evidence.LogLine;
import dev.orderplatform.tools.explain.evidence.Parts;
import dev.orderplatform.tools.explain.reading.Access;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows and records of stuck orders, as the services would leave them. Which causes there are is tested without I/O. */
class ExplainCommandIT {
    private static final long USER = 42;

    private static FixtureServers servers;

    private PlatformFixture fixture;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void emptyPlatform() throws Exception {
        fixture = PlatformFixture.empty(servers);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDeliveredOrderHasAStoryAndWaitsForNothing() throws Exception {
        var id = fixture.order(USER, 2, "PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        var run = explain(id);
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "Order " + id + "   customer 42   east, slot 661",
                        "DELIVERED for",
                        "59.97 CNY: 2 × SKU-00001, 1 × SKU-00002",
                        "PENDING; OrderCreatedEvent applied by all 3",
                        "DELIVERED; OrderDeliveredEvent applied by all 4",
                        "order-service-east",
                        "5 notification(s)",
                        "Waiting: for nothing. DELIVERED is final.")
                .doesNotContain("Also:", "Not read:");
        assertThat(run.out().lines().count()).isLessThan(45);
    }

    @Test
    void inventoryIsHeld() throws Exception {
        var id = fixture.order(USER, 1, "PENDING");
        fixture.sql("inventory", "DELETE FROM t_inbox");
        assertThat(explain(id, new Parts.State("inventory-service-east", "down", true))
                        .out())
                .contains(
                        "PENDING; OrderCreatedEvent not applied by inventory-service-east",
                        "Parts that are not ready: inventory-service-east (held)",
                        "inventory-service-east has not applied OrderCreatedEvent: inventory-service-east is held by"
                                + " `stop`.",
                        "→ ./orderctl start inventory-service-east");
    }

    @Test
    void theEventIsADeadLetterOrOfAnUnknownType() throws Exception {
        var dead = fixture.order(USER, 1, "PENDING");
        var unknown = fixture.order(USER, 1, "PENDING");
        fixture.sql("inventory", "DELETE FROM t_inbox");
        fixture.deadLetter("order-events", dead, "order-" + dead + "-1-1", "inventory-service", 0);
        fixture.flush();
        fixture.sql(
                "inventory",
                ("INSERT INTO t_unknown_event (consumer, event_id, type, topic, topic_partition, topic_offset,"
                                + " partition_key, headers, payload) VALUES ('inventory-service', 'order-%1$d-1-1',"
                                + " 'OrderGiftedEvent', 'order-events', 0, 0, '%1$d', '{}', '')")
                        .formatted(unknown));
        assertThat(explain(dead).out())
                .contains("it is a dead letter of inventory-service", "dlt replay --id order-" + dead + "-1-1");
        assertThat(explain(unknown).out()).contains("does not know the type OrderGiftedEvent");
    }

    @Test
    void theEventWaitsInTheOutboxOrIsLost() throws Exception {
        var waiting = unpublished();
        var lost = unpublished();
        fixture.sqlForOrder(
                waiting,
                "INSERT INTO t_outbox_{n} (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('%1$d', 'order-%1$d-1-1', 'OrderCreatedEvent', '{}', now())".formatted(waiting));
        assertThat(explain(waiting).out())
                .contains("it is not published and waits in the outbox of order-service-east");
        assertThat(explain(lost).out())
                .contains("neither in the outbox of order-service-east nor on its topic", "resync --events " + lost);
        var broker = new Parts.State("kafka-east", "down", true);
        assertThat(explain(waiting, broker).out())
                .contains("kafka-east is held by `stop`", "→ ./orderctl start kafka-east", "Not read: kafka-east");
    }

    /** An order of a minute ago, without any event. */
    private long unpublished() throws SQLException {
        var id = OrderId.compose(System.currentTimeMillis() - 60_000, Slot.ofUser(USER), 1, sequence++);
        fixture.insertOrder(PlatformFixture.tableOf(id), id, USER, 1, "PENDING");
        fixture.sqlForOrder(
                id,
                "UPDATE t_order_{n} SET created_at = now() - interval '1 min', history ="
                        + " '[{\"status\":\"PENDING\",\"at\":\"%s\"}]'"
                                .formatted(Instant.now().minusSeconds(60))
                        + " WHERE order_id = " + id);
        return id;
    }

    private int sequence;

    @Test
    void stockIsShort() throws Exception {
        var id = fixture.order(USER, 1, "PENDING");
        fixture.sql(
                "inventory",
                "INSERT INTO t_reservation VALUES (%d, 'WAITING', '{SKU-00001}', '{2000000}', NULL, now(), NULL, 1)"
                        .formatted(id));
        assertThat(explain(id).out()).contains("short of SKU-00001 (2000000 needed, 1000000 available in east)");
    }

    @Test
    void theCarrierFails() throws Exception {
        var id = fixture.order(USER, 1, "PENDING", "CONFIRMED", "PAID");
        fixture.sql("logistics", "UPDATE t_parcel SET carrier = NULL, tracking_number = NULL");
        fixture.sql(
                "logistics",
                "INSERT INTO t_task (kind, subject, due_at, attempt, last_failure)"
                        + " VALUES ('parcel', '%d-1', now() + interval '1 min', 3, 'answered 503')".formatted(id));
        assertThat(explain(id).out())
                .contains("parcel %d-1 is not booked at the carrier; the last request failed: answered 503"
                        .formatted(id));
    }

    @Test
    void theRefundFails() throws Exception {
        var id = fixture.order(USER, 1, "PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        fixture.sql(
                "payment",
                "INSERT INTO t_task (kind, subject, due_at, attempt, last_failure)"
                        + " VALUES ('refund', '%d-1', now() + interval '1 min', 3, 'FAILED')".formatted(id));
        assertThat(explain(id, new Parts.State("payment-provider", "down", true))
                        .out())
                .contains(
                        "refund %1$d-refund of payment %1$d-1 is not executed".formatted(id),
                        "→ ./orderctl start payment-provider");
    }

    @Test
    void theWebhookFails() throws Exception {
        var id = fixture.order(USER, 1, "PENDING", "CONFIRMED");
        fixture.sql(
                "notification",
                "INSERT INTO t_webhook_delivery (notification_id, user_id, attempts) SELECT max(id), 42, 2 FROM"
                        + " t_notification; INSERT INTO t_webhook_attempt (notification_id, duration_ms, error) SELECT"
                        + " max(id), 5, 'answered 500' FROM t_notification");
        assertThat(explain(id).out())
                .contains("Waiting: CONFIRMED", "its customer has not paid", "Also:", "2 attempt(s): answered 500");
    }

    @Test
    void anUndecidedOrderNamesItsTransaction() throws Exception {
        var id = fixture.order(USER, 1, "UNDECIDED");
        fixture.sqlForOrder(id, "UPDATE t_order_{n} SET xid = 'tc:1', durability = 'MULTI_REGION'");
        assertThat(explain(id, new Parts.State("seata", "down", true)).out())
                .contains(
                        "MULTI_REGION   xid tc:1", "tc:1 is undecided", "without undo log", "→ ./orderctl start seata");
    }

    @Test
    void jsonHasTheSame() throws Exception {
        var id = fixture.order(USER, 1, "PENDING");
        fixture.sql("inventory", "DELETE FROM t_inbox");
        fixture.publish(
                "order-events",
                id,
                Map.of(
                        "ce_id",
                        "order-" + id + "-1-2",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        fixture.flush();
        var run = Invocation.of(
                new ExplainCommand(access(servers.data(), new Parts.State("inventory-service-east", "down", true))),
                "--json",
                Long.toString(id));
        var json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("orderId").asText()).isEqualTo(Long.toString(id));
        assertThat(json.path("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(json.path("waiting").path(0).path("kind").asText()).isEqualTo("PART");
        assertThat(json.path("waiting").path(0).path("commands").path(0).asText())
                .isEqualTo("./orderctl start inventory-service-east");
        assertThat(json.path("events").path(0).path("missing").path(0).asText()).isEqualTo("inventory-service-east");
        assertThat(json.path("logs").path(0).path("line").asText()).contains(Long.toString(id));
    }

    @Test
    void anUnknownOrderAndAnUnreadableOneHaveOtherStatus() {
        var unknown = explain(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(USER), 2, 0));
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("There is no order");
        var unreadable = Invocation.of(new ExplainCommand(access(withoutServers())), "4711");
        assertThat(unreadable.status()).isEqualTo(2);
        assertThat(unreadable.err()).contains("Cannot find out whether there is an order 4711", "order_ds_");
        assertThat(Invocation.of(new ExplainCommand(access(servers.data())), "abc")
                        .status())
                .isEqualTo(2);
    }

    private static PlatformData withoutServers() {
        var data = servers.data();
        var east = data.regions().getFirst();
        var dead =
                new RegionData("east", "127.0.0.1:1", "127.0.0.1:1", east.auditor(), east.services(), east.consumers());
        return new PlatformData("127.0.0.1:1", data.globalServices(), List.of(dead), data.auditor(), data.control());
    }

    private static Invocation explain(long id, Parts.State... states) {
        return Invocation.of(new ExplainCommand(access(servers.data(), states)), Long.toString(id));
    }

    private static Access access(PlatformData data, Parts.State... states) {
        return new Access(
                data,
                () -> new Parts(List.of(states)),
                text -> List.of(new LogLine("order-service-east", "order " + text + " placed")));
    }
}
