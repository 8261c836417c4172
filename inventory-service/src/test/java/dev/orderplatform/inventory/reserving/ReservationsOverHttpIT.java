package dev.orderplatform.inventory.reserving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.web.identity.ServiceTokens;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The flow in which orders wait for their stock. */
class ReservationsOverHttpIT {
    private static final AtomicLong ORDERS = new AtomicLong(1L << 59);
    private static RunningInventory service;

    private final long order = ORDERS.incrementAndGet();

    @BeforeAll
    static void start() {
        service = RunningInventory.start("http_reservations", "platform.flow=synchronous");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void askingTwiceReservesOnce() {
        service.stock("HTTP-TWICE", 10);
        for (int time = 0; time < 2; time++) {
            reserve(order, "HTTP-TWICE", 3).jsonPath("$.status").isEqualTo("RESERVED");
        }
        assertThat(service.stockOf("HTTP-TWICE")).isEqualTo("7/3");
    }

    @Test
    void askingTwiceAtOnceReservesOnce() {
        service.stock("HTTP-TWINS", 10);
        try (var twins = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(_ -> twins.execute(() ->
                            reserve(order, "HTTP-TWINS", 1).jsonPath("$.status").isEqualTo("RESERVED")));
        }
        assertThat(service.stockOf("HTTP-TWINS")).isEqualTo("9/1");
    }

    @Test
    void ordersAtOnceNeverGetMoreThanThereIs() {
        service.stock("HTTP-RUN", 10);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 30)
                    .forEach(_ -> customers.execute(() -> reserve(ORDERS.incrementAndGet(), "HTTP-RUN", 1)));
        }
        assertThat(service.stockOf("HTTP-RUN")).isEqualTo("0/10");
    }

    @Test
    void whatIsNotThereIsRejectedWithItsSku() {
        service.stock("HTTP-FEW", 2);
        reserve(order, "HTTP-FEW", 3)
                .jsonPath("$.status")
                .isEqualTo("REJECTED")
                .jsonPath("$.rejection.skus[0]")
                .isEqualTo("HTTP-FEW");
        assertThat(service.stockOf("HTTP-FEW")).isEqualTo("2/0");
    }

    @Test
    void releasingTwiceGivesBackOnce() {
        service.stock("HTTP-BACK", 5);
        reserve(order, "HTTP-BACK", 5);
        release(order);
        release(order);
        assertThat(service.stockOf("HTTP-BACK")).isEqualTo("5/0");
        assertThat(service.statusOf(order)).containsExactly("RELEASED");
    }

    @Test
    void whatIsReleasedBeforeItIsReservedGetsNothing() {
        service.stock("HTTP-LATE", 5);
        release(order);
        reserve(order, "HTTP-LATE", 1).jsonPath("$.status").isEqualTo("TOMBSTONE");
        assertThat(service.stockOf("HTTP-LATE")).isEqualTo("5/0");
    }

    @Test
    void onlyServicesMayAsk() {
        service.as(Tokens.user(42, "orders"))
                .delete()
                .uri("/internal/reservations/" + order)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static WebTestClient.BodyContentSpec reserve(long order, String sku, int units) {
        return service.as(service.bean(ServiceTokens.class).token())
                .put()
                .uri("/internal/reservations/" + order)
                .header("Content-Type", "application/json")
                .bodyValue("{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d,\"priceMinor\":1}]}".formatted(sku, units))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static void release(long order) {
        service.as(service.bean(ServiceTokens.class).token())
                .delete()
                .uri("/internal/reservations/" + order)
                .exchange()
                .expectStatus()
                .isNoContent();
    }
}
