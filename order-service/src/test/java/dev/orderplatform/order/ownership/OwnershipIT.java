package dev.orderplatform.order.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.OwnedSlots;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

@Order(3)
class OwnershipIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long OWN = user(0);
    private static final long OTHER = user(1);
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared("platform.control.regions=east,west");
    }

    @Test
    void requestsForAnotherRegionsUsersNameTheOwner() {
        misdirected(service.tryToPlace(OTHER, "k"));
        misdirected(service.as(OTHER).get().uri("/api/v1/orders").exchange());
        service.as(OTHER)
                .head()
                .uri("/api/v1/orders")
                .exchange()
                .expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .valueEquals("Slot-Owner", "west")
                .expectBody()
                .isEmpty();
        String foreign = Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(OTHER), 16, 1));
        misdirected(service.as(OTHER).get().uri("/api/v1/orders/" + foreign).exchange());
        misdirected(service.as(OWN).get().uri("/api/v1/orders/" + foreign).exchange());
        misdirected(service.as(OTHER)
                .post()
                .uri("/api/v1/orders/" + foreign + "/cancel")
                .exchange());
        // Another spelling of the same path, which the filter must recognise.
        misdirected(service.as(OTHER)
                .post()
                .uri(uri -> URI.create(uri.build() + "/api/v1/%6Frders/" + foreign + "/cancel"))
                .exchange());
    }

    @Test
    void ownUsersAreServed() {
        String id = service.place(OWN, "own");
        assertThat(service.statusOf(OWN, id)).isEqualTo("PENDING");
        service.as(OWN)
                .get()
                .uri("/api/v1/orders/not-an-id")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void slotThatMovesIsRefusedWithTheNewEpoch() {
        long user = movableUser(0);
        service.place(user, "before");
        moveSlotOf(user);
        service.as(user)
                .get()
                .uri("/api/v1/orders")
                .exchange()
                .expectStatus()
                .isEqualTo(421)
                .expectBody()
                .jsonPath("$.owner")
                .isEqualTo("west")
                .jsonPath("$.epoch")
                .isEqualTo(5);
    }

    @Test
    void eventsOfASlotThatMovedAreRecordedAndChangeNothing() {
        long user = movableUser(1);
        String placed = service.place(user, "moves");
        long id = Long.parseLong(placed);
        service.send(new StockReservedEvent(id, 1, 1, Instant.now()));
        await().atMost(LIMIT).until(() -> service.statusOf(user, placed).equals("CONFIRMED"));
        moveSlotOf(user);
        service.send(new PaymentCapturedEvent(placed + "-1", id, 1, 5, Instant.now(), 1999, "CNY"));
        service.send(new ParcelBookedEvent(
                placed + "-1",
                id,
                1,
                5,
                Instant.now(),
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelLine("SKU-00001", 1))));
        await().atMost(LIMIT).until(() -> rowsOf("t_inbox", id) == 3);
        assertThat(rowsOf("t_parcel", id)).isZero();
        StoredOrder order = service.bean(Orders.class).find(id).orElseThrow();
        assertThat(order.order().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void aPauseOfHeartbeatsStaysVisible() throws SQLException {
        try (ControlDatabase control = new ControlDatabase(service.bean(ControlProperties.class))) {
            control.beat("nowhere"); // The service itself sends heartbeats of its own region.
            control.beat("nowhere");
            assertHeartbeatRows(1);
            service.control("UPDATE t_heartbeat SET since = since - interval '1 min', until = until - interval '16 s'"
                    + " WHERE region = 'nowhere'");
            control.beat("nowhere");
            assertHeartbeatRows(2);
        }
    }

    @Test
    void noServiceMayChangeWhatHeartbeatsTold() throws SQLException {
        ControlProperties control = service.bean(ControlProperties.class);
        try (Connection connection =
                        DriverManager.getConnection(control.url(), control.appUsername(), control.appPassword());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE t_heartbeat SET since = '-infinity'"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static void assertHeartbeatRows(int count) {
        service.control("DO $$ BEGIN ASSERT (SELECT count(*) FROM t_heartbeat WHERE region = 'nowhere') = " + count
                + "; END $$");
    }

    private static void misdirected(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Misdirected Request")
                .jsonPath("$.owner")
                .isEqualTo("west")
                .jsonPath("$.epoch")
                .isEqualTo(1);
    }

    /** @param number of the test that moves the user's slot: afterwards it is in the wrong region for others */
    private static long movableUser(int number) {
        return LongStream.iterate(OWN + 1, next -> next + 1)
                .filter(next -> Slot.ofUser(next).number() % 2 == 0)
                .skip(100 + number)
                .findFirst()
                .orElseThrow();
    }

    private static void moveSlotOf(long user) {
        service.control("UPDATE t_slot SET region = 'west', epoch = 5 WHERE slot = "
                + Slot.ofUser(user).number());
        await().atMost(LIMIT).until(() -> !service.bean(OwnedSlots.class).owns(Slot.ofUser(user)));
    }

    private static long rowsOf(String table, long orderId) {
        ShardMap.Table shard = Shards.tableOfOrder(orderId);
        return service.count(
                shard.database(),
                "SELECT count(*) FROM %s_%d WHERE order_id = %d".formatted(table, shard.index(), orderId));
    }

    private static long user(int parity) {
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .findFirst()
                .orElseThrow();
    }
}
