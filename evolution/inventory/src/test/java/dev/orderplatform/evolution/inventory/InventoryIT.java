package dev.orderplatform.evolution.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.web.identity.ServiceTokens;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

class InventoryIT {
    private static final String DATABASE = "evolution_inventory";
    private static final AtomicLong ORDERS = new AtomicLong(1L << 59);
    private static ConfigurableApplicationContext service;

    private final long order = ORDERS.incrementAndGet();

    @BeforeAll
    static void start() {
        var postgres = SharedServers.postgres();
        postgres.ensure("inventory", List.of(DATABASE));
        service = new SpringApplicationBuilder(InventoryApplication.class)
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=0",
                        "--platform.database.url=" + postgres.url(DATABASE),
                        "--platform.database.owner-password=owner",
                        "--platform.database.app-password=app",
                        "--platform.inventory.seed.stock=50",
                        "--platform.security.user-key=" + Tokens.USER_KEY,
                        "--platform.security.service-key=" + Tokens.SERVICE_KEY);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theDemosCatalogueHasPricesAndStock() {
        client().get()
                .uri("/internal/products")
                .headers(InventoryIT::asService)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[?(@.sku == 'SKU-00001')].priceMinor")
                .isEqualTo(1999)
                .jsonPath("$[?(@.sku == 'SKU-01000')].currency")
                .isEqualTo("CNY");
        client().get()
                .uri("/api/v1/stock/SKU-01000")
                .headers(headers -> headers.setBearerAuth(Tokens.user(42, "orders")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.regions[0].available")
                .isEqualTo(50);
    }

    @Test
    void askingTwiceReservesOnce() {
        stock("TWICE", 10);
        for (int time = 0; time < 2; time++) {
            reserve(order, line("TWICE", 3)).jsonPath("$.status").isEqualTo("RESERVED");
        }
        assertThat(stockOf("TWICE")).isEqualTo("7/3");
    }

    @Test
    void askingTwiceAtOnceReservesOnce() throws Exception {
        stock("DUPLICATES", 10);
        atOnce(
                8,
                () -> reserve(order, line("DUPLICATES", 1)).jsonPath("$.status").isEqualTo("RESERVED"));
        assertThat(stockOf("DUPLICATES")).isEqualTo("9/1");
    }

    @Test
    void ordersAtOnceNeverGetMoreThanThereIs() throws Exception {
        stock("RUN", 10);
        atOnce(30, () -> reserve(ORDERS.incrementAndGet(), line("RUN", 1)));
        assertThat(stockOf("RUN")).isEqualTo("0/10");
    }

    @Test
    void anOrderGetsAllOfItsLinesOrNothingAndIsToldWhatIsMissing() {
        stock("ENOUGH", 5);
        stock("FEW", 2);
        for (int time = 0; time < 2; time++) {
            reserve(order, line("ENOUGH", 1) + "," + line("FEW", 3) + "," + line("NONE", 1))
                    .jsonPath("$.status")
                    .isEqualTo("REJECTED")
                    .jsonPath("$.rejection.skus")
                    .isEqualTo(List.of("FEW", "NONE"));
        }
        assertThat(stockOf("ENOUGH")).isEqualTo("5/0");
        assertThat(stockOf("FEW")).isEqualTo("2/0");
    }

    @Test
    void releasingTwiceGivesBackOnceAndALateRequestToReserveGetsNothing() {
        stock("BACK", 5);
        stock("ALSO", 5);
        reserve(order, line("BACK", 5) + "," + line("ALSO", 2));
        release(order);
        release(order);
        reserve(order, line("BACK", 5)).jsonPath("$.status").isEqualTo("RELEASED");
        assertThat(stockOf("BACK")).isEqualTo("5/0");
        assertThat(stockOf("ALSO")).isEqualTo("5/0");
    }

    @Test
    void onlyServicesMayReserve() {
        client().delete()
                .uri("/internal/reservations/" + order)
                .headers(headers -> headers.setBearerAuth(Tokens.user(42, "orders")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void theAppRoleWritesRowsOfTheServiceOnly() {
        assertThat(SharedServers.postgres().restrictedTables(DATABASE, "inventory_app"))
                .containsExactly("flyway_schema_history []");
    }

    /** Runs the request concurrently, and fails if one of them does. */
    private static <T> void atOnce(int times, Callable<T> request) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : callers.invokeAll(Collections.nCopies(times, request))) {
                answer.get();
            }
        }
    }

    private static String line(String sku, int units) {
        return "{\"sku\":\"%s\",\"quantity\":%d,\"priceMinor\":1}".formatted(sku, units);
    }

    private static WebTestClient.BodyContentSpec reserve(long order, String lines) {
        return client().put()
                .uri("/internal/reservations/" + order)
                .headers(InventoryIT::asService)
                .header("Content-Type", "application/json")
                .bodyValue("{\"lines\":[" + lines + "]}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static void release(long order) {
        client().delete()
                .uri("/internal/reservations/" + order)
                .headers(InventoryIT::asService)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private static void asService(org.springframework.http.HttpHeaders headers) {
        headers.setBearerAuth(service.getBean(ServiceTokens.class).token());
    }

    private static WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static void stock(String sku, long units) {
        sql().sql("INSERT INTO t_stock (sku, initial, available) VALUES (?, ?, ?)")
                .params(sku, units, units)
                .update();
    }

    /** Available and reserved units, as "available/reserved". */
    private static String stockOf(String sku) {
        return sql().sql("SELECT available || '/' || reserved FROM t_stock WHERE sku = ?")
                .param(sku)
                .query(String.class)
                .single();
    }

    private static JdbcClient sql() {
        return service.getBean(JdbcClient.class);
    }
}
