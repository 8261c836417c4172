package dev.orderplatform.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.inventory.stock.http.PeerStock;
import dev.orderplatform.web.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Two inventories without orders. */
class StockOfAllRegionsIT {
    private static final String CUSTOMER = Tokens.user(42, "orders");

    @Test
    void stockIsListedPerRegionWithUnitsInTransit() {
        try (var west = RunningInventory.start("stock_west", "platform.region=west");
                var east = RunningInventory.start("stock_east", "platform.peers.inventory.west=" + west.url())) {
            east.stock("SKU-1", 10);
            west.stock("SKU-1", 20);
            east.execute("UPDATE t_stock SET available = 4, transferred_out = 6");
            west.execute("UPDATE t_stock SET available = 25, transferred_in = 5");
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
            query(west.as(CUSTOMER), List.of("SKU-1")).expectStatus().isForbidden();
            query(west.as(service()), skus(StockQuery.MAX_SKUS + 1))
                    .expectStatus()
                    .isBadRequest();
            List<String> many = skus(3 * StockQuery.MAX_SKUS);
            assertThat(east.bean(PeerStock.class).of(many))
                    .containsOnlyKeys(many)
                    .containsEntry("SKU-1", List.of(new RegionStock("west", 25, 0, 0, 0, 5)))
                    .containsEntry("SKU-2", List.of());
            east.as(CUSTOMER)
                    .get()
                    .uri("/api/v1/stock/SKU-2")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void hungOrFailedRegionIs503WithinTheTimeout() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var east = RunningInventory.start(
                        "stock_patient",
                        "platform.peers.inventory.west=http://127.0.0.1:" + silent.getLocalPort(),
                        "platform.peers.timeout=500ms")) {
            east.stock("SKU-1", 10);
            Instant before = Instant.now();
            unavailable(stock(east));
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            before = Instant.now();
            assertThat(east.bean(PeerStock.class).of(skus(20 * StockQuery.MAX_SKUS)))
                    .isEmpty();
            assertThat(Duration.between(before, Instant.now()))
                    .as("one timeout for all")
                    .isLessThan(Duration.ofSeconds(10));
            silent.close();
            unavailable(stock(east));
            assertThat(east.bean(PeerStock.class).of(skus(1))).isEmpty();
            unknownWhereARegionHasNoSuchRoute(east, silent.getLocalPort());
        }
    }

    /** Simulates a rolling upgrade. */
    private static void unknownWhereARegionHasNoSuchRoute(RunningInventory east, int port) throws IOException {
        HttpServer old = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        old.start();
        try {
            assertThat(east.bean(PeerStock.class).of(skus(1))).isEmpty();
        } finally {
            old.stop(0);
        }
    }

    private static List<String> skus(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "SKU-" + n).toList();
    }

    private static WebTestClient.ResponseSpec query(WebTestClient client, List<String> skus) {
        return client.post()
                .uri("/internal/stock")
                .bodyValue(Map.of("skus", skus))
                .exchange();
    }

    private static String service() {
        return Tokens.hs256(
                Tokens.SERVICE_SECRET,
                claims -> claims.issuer("platform").subject("inventory-service").claim("scope", "service"));
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
                .isEqualTo("The inventory of region west does not respond.");
    }
}
