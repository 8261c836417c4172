package dev.orderplatform.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.web.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Two inventories without any orders. */
class StockOfAllRegionsIT {
    private static final String CUSTOMER = Tokens.user(42, "orders");

    @Test
    void regionsAreAddedUpAndWhatIsBetweenThemIsInTransit() {
        try (var west = RunningInventory.start("stock_west", "platform.region=west");
                var east = RunningInventory.start("stock_east", "platform.peers.inventory.west=" + west.url())) {
            east.stock("SKU-1", 10);
            west.stock("SKU-1", 20);
            east.execute("UPDATE t_stock SET available = 4, sent = 6");
            west.execute("UPDATE t_stock SET available = 25, got = 5");
            stock(east).expectStatus().isOk().expectBody().json("""
                {"sku":"SKU-1","regions":[
                  {"region":"east","available":4,"reserved":0,"sold":0,"inTransit":1},
                  {"region":"west","available":25,"reserved":0,"sold":0,"inTransit":0}]}\
                """);
            west.as(CUSTOMER)
                    .get()
                    .uri("/internal/stock/SKU-1")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            east.as(CUSTOMER)
                    .get()
                    .uri("/api/v1/stock/SKU-2")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void regionThatHangsOrIsDownIs503InTime() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var east = RunningInventory.start(
                        "stock_patient",
                        "platform.peers.inventory.west=http://127.0.0.1:" + silent.getLocalPort(),
                        "platform.peers.timeout=500ms")) {
            east.stock("SKU-1", 10);
            Instant before = Instant.now();
            unavailable(stock(east));
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            silent.close();
            unavailable(stock(east));
        }
    }

    private static WebTestClient.ResponseSpec stock(RunningInventory inventory) {
        return inventory.as(CUSTOMER).get().uri("/api/v1/stock/SKU-1").exchange();
    }

    private static void unavailable(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The inventory of region west does not answer.");
    }
}
