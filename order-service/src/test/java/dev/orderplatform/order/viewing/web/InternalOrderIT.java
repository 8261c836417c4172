package dev.orderplatform.order.viewing.web;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** East, of two regions. */
@Order(3)
class InternalOrderIT {
    private static final long USER = user(0);
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared("platform.control.regions=east,west");
    }

    @Test
    void serviceGetsWhatAPaymentNeedsToKnow() {
        String id = service.place(USER, "internal");
        get(id).expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"orderId\":\"%s\",\"userId\":%d,\"status\":\"PENDING\",\"totalMinor\":1999,\"currency\":\"CNY\"}"
                                .formatted(id, USER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "+1", "1x", "9223372036854775808", "99999999999999999999"})
    void malformedIdIsNotFound(String id) {
        get(id).expectStatus().isNotFound();
    }

    @Test
    void unknownAndUndecidedOrdersAreNotFound() {
        get(Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(USER), 31, 0)))
                .expectStatus()
                .isNotFound();
        String id = service.place(USER, "undecided");
        setStatus(id, "UNDECIDED");
        get(id).expectStatus().isNotFound();
        setStatus(id, "PENDING");
        get(id).expectStatus().isOk();
    }

    @Test
    void anotherRegionsOrderIsRefusedWithItsOwner() {
        get(Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user(1)), 31, 0)))
                .expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .valueEquals("Slot-Owner", "west");
    }

    @Test
    void userIsRefused() {
        String id = service.place(USER, "refused");
        service.as(USER)
                .get()
                .uri("/internal/orders/" + id)
                .exchange()
                .expectStatus()
                .isForbidden();
        service.anonymous()
                .get()
                .uri("/internal/orders/" + id)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private static WebTestClient.ResponseSpec get(String id) {
        return service.anonymous()
                .get()
                .uri("/internal/orders/{id}", id)
                .headers(headers -> headers.setBearerAuth(RunningOrderService.serviceToken()))
                .exchange();
    }

    private static void setStatus(String id, String status) {
        ShardMap.Table table = Shards.tableOfUser(USER);
        service.execute(
                table.database(),
                "UPDATE t_order_%d SET status = '%s' WHERE order_id = %s".formatted(table.index(), status, id));
    }

    /** A user of east, or of west. */
    private static long user(int parity) {
        return LongStream.iterate(8_000, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .findFirst()
                .orElseThrow();
    }
}
