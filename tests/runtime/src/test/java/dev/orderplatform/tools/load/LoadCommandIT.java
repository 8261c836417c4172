package dev.orderplatform.tools.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.world.Invocation;
import dev.orderplatform.world.Servers;
import dev.orderplatform.world.ServersOnly;
import dev.orderplatform.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandIT {

    private static Servers servers;

    @TempDir
    private Path folder;

    private final AtomicInteger orders = new AtomicInteger();
    private World world;
    private HttpServer gateway;
    private int refuseEach = Integer.MAX_VALUE;

    @BeforeAll
    static void start() throws SQLException {
        servers = Servers.start();
    }

    @BeforeEach
    void open() throws Exception {
        world = World.empty(servers);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/demo/token", exchange -> answer(exchange, 200, "{\"token\":\"t\"}"));
        gateway.createContext("/api/v1/orders", this::takeOrder);
        gateway.setExecutor(Executors.newSingleThreadExecutor());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        world.close();
    }

    @Test
    void countsWhatTheDatabasesSayAndWritesAcknowledgements() throws IOException {
        var acks = folder.resolve("acks");
        var run = load("--rate", "10", "--acks", acks.toString());
        assertThat(run.out())
                .contains("/s sent of 10.0/s asked for", "errors        none")
                .containsPattern("accepted +[1-9][0-9.]* orders/s")
                // By the orders' own time: one or two at the window's edges count in one figure and not in the other.
                .containsPattern("confirmed +[1-9][0-9.]* orders/s");
        assertThat(run.status()).isZero();
        assertThat(Files.readAllLines(acks))
                .hasSize(orders.get())
                .allMatch(line ->
                        line.matches("\\{\"kind\":\"order\",\"key\":\"load-[a-z0-9]+-[0-9]+\",\"id\":\"([0-9]+)\","
                                + "\"orderId\":\"\\1\",\"at\":\"20[^\"]+Z\"\\}"));
    }

    @Test
    void anyErrorIsToldAndFails() {
        refuseEach = 5;
        var run = load("--rate", "10");
        assertThat(run.out()).contains("HTTP 503 × 2");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aLoneSenderHasOneRequestUnderWay() {
        var run = load("--lone");
        assertThat(run.out()).contains("1 at a time", "p99", "errors        none");
        assertThat(run.status()).isZero();
    }

    @Test
    void mannersExcludeEachOther() {
        assertThat(load("--lone", "--rate", "10").status()).isEqualTo(2);
    }

    private Invocation load(String... arguments) {
        var platform = new ServersOnly(
                servers.data(), "http://127.0.0.1:" + gateway.getAddress().getPort());
        var all = new ArrayList<>(List.of("--duration", "1s", "--warm-up", "500ms", "--users", "3"));
        all.addAll(List.of(arguments));
        return Invocation.of(new LoadCommand(platform), all.toArray(String[]::new));
    }

    private void takeOrder(HttpExchange exchange) throws IOException {
        orders.incrementAndGet();
        // By the key's number: requests may overtake each other.
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if ((Long.parseLong(key.substring(key.lastIndexOf('-') + 1)) + 1) % refuseEach == 0) {
            answer(exchange, 503, "{}");
            return;
        }
        try {
            answer(
                    exchange,
                    201,
                    "{\"orderId\":\"%d\"}".formatted(world.order(orders.get(), 1, "PENDING", "CONFIRMED")));
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
