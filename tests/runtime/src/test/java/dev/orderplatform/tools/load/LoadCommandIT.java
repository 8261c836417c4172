package dev.orderplatform.tools.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandIT {

    private static FixtureServers servers;

    @TempDir
    private Path folder;

    private final AtomicInteger orders = new AtomicInteger();
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();
    private PlatformFixture fixture;
    private HttpServer gateway;
    private int refuseEach = Integer.MAX_VALUE;
    private Duration window = Duration.ofMinutes(15);

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void open() throws Exception {
        fixture = PlatformFixture.empty(servers);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/demo/token", exchange -> answer(exchange, 200, "{\"token\":\"t\"}"));
        gateway.createContext("/api/v1/orders", this::takeOrder);
        gateway.createContext("/api/v1/payments", this::takePayment);
        gateway.setExecutor(Executors.newSingleThreadExecutor());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        fixture.close();
    }

    @Test
    void countsOutcomesInTheDatabasesAndWritesAcknowledgements() throws IOException {
        var acks = folder.resolve("acks");
        var run = load("--rate", "10", "--acks", acks.toString());
        assertThat(run.out())
                .contains("/s sent of 10.0/s asked for", "errors        none")
                .containsPattern("accepted +[1-9][0-9.]* orders/s")
                // By creation time: orders at the window's edges may count in one figure only.
                .containsPattern("confirmed +[1-9][0-9.]* orders/s");
        assertThat(run.status()).isZero();
        assertThat(Files.readAllLines(acks))
                .hasSize(orders.get())
                .allMatch(line ->
                        line.matches("\\{\"kind\":\"order\",\"key\":\"load-[a-z0-9]+-[0-9]+\",\"id\":\"([0-9]+)\","
                                + "\"orderId\":\"\\1\",\"at\":\"20[^\"]+Z\"\\}"));
    }

    @Test
    void paysConfirmedOrdersAndReportsWhatBecameOfThem() throws IOException {
        var acks = folder.resolve("acks");
        var run = load("--rate", "10", "--pay", "100", "--acks", acks.toString());
        assertThat(run.out())
                .containsPattern("payments +[1-9][0-9.]*/s accepted, p50 .*; errors: none")
                .containsPattern("paid +[1-9][0-9]* orders, p50 ")
                .containsPattern("delivered +[1-9][0-9]* orders, p50 ");
        assertThat(run.status()).isZero();
        assertThat(Files.readAllLines(acks))
                .filteredOn(line -> line.contains("\"payment\""))
                .hasSize(orders.get())
                .allMatch(line -> line.matches("\\{\"kind\":\"payment\",\"key\":\"load-[a-z0-9]+-[0-9]+-pay\","
                        + "\"id\":\"([0-9]+)-1\",\"orderId\":\"\\1\",\"at\":\"20[^\"]+Z\"\\}"));
    }

    @Test
    void warnsIfUnpaidOrdersAreCancelledMeanwhile() {
        window = Duration.ofSeconds(1);
        assertThat(load("--rate", "10").out()).contains("cancelled after 1 s");
    }

    @Test
    void errorsAreReportedAndFail() {
        refuseEach = 5;
        var run = load("--rate", "10");
        assertThat(run.out()).contains("HTTP 503 × 2");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aLoneSenderHasOneRequestInFlight() {
        var run = load("--lone");
        assertThat(run.out()).contains("1 at a time", "p99", "errors        none");
        assertThat(run.status()).isZero();
    }

    @Test
    void loadModelsAreMutuallyExclusive() {
        assertThat(load("--lone", "--rate", "10").status()).isEqualTo(2);
    }

    private Invocation load(String... arguments) {
        var platform = new StubPlatform(
                servers.data(), "http://127.0.0.1:" + gateway.getAddress().getPort(), Optional.of(window));
        var all = new ArrayList<>(List.of("--duration", "1s", "--warm-up", "500ms", "--users", "3"));
        all.addAll(List.of(arguments));
        return Invocation.of(new LoadCommand(platform), all.toArray(String[]::new));
    }

    private void takeOrder(HttpExchange exchange) throws IOException {
        orders.incrementAndGet();
        // By the key's number: requests may arrive out of order.
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if ((Long.parseLong(key.substring(key.lastIndexOf('-') + 1)) + 1) % refuseEach == 0) {
            answer(exchange, 503, "{}");
            return;
        }
        try {
            answer(
                    exchange,
                    201,
                    "{\"orderId\":\"%d\"}".formatted(fixture.order(orders.get(), 1, "PENDING", "CONFIRMED")));
        } catch (SQLException e) {
            answer(exchange, 500, e.toString());
        }
    }

    // Not confirmed yet at the first attempt.
    private void takePayment(HttpExchange exchange) throws IOException {
        var order = new ObjectMapper()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("orderId")
                .asLong();
        if (asked.add(order)) {
            answer(exchange, 409, "{}");
            return;
        }
        try {
            fixture.sqlForOrder(order, """
                UPDATE t_order_{n} SET status = 'DELIVERED', payment_id = '%1$d-1', history = history
                  || '[{"status":"PAID","at":"%2$s"},{"status":"DELIVERED","at":"%2$s"}]'::jsonb
                WHERE order_id = %1$d
                """.formatted(order, Instant.now()));
            answer(exchange, 201, "{\"paymentId\":\"%d-1\"}".formatted(order));
        } catch (SQLException e) {
            answer(exchange, 500, e.toString());
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
