package dev.orderplatform.tools.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.world.Invocation;
import dev.orderplatform.world.ServersOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drill against a gateway of a few lines, with databases in which everything is always in order. */
class DrillCommandIT {

    private static final Login NOBODY = new Login("nobody", "");

    private final AtomicLong orders = new AtomicLong();
    private long accepting = Long.MAX_VALUE;
    private long undecided;
    private HttpServer gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/demo/token", exchange -> answer(exchange, 200, "{\"token\":\"t\"}"));
        gateway.createContext("/api/v1/orders", this::takeOrder);
        gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void aPlatformThatTakesOrdersIsNotToBlame() {
        var run = drill();
        assertThat(run.out()).contains("Nothing is wrong.");
        assertThat(run.status()).isZero();
    }

    @Test
    void aPlatformThatRefusesEverythingIs() {
        accepting = 0;
        var run = drill();
        assertThat(run.out()).contains("No order was accepted", "Something is wrong");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aPlatformThatRefusesEverythingFromSomeMomentOnIs() {
        accepting = 8;
        var run = drill();
        assertThat(run.out())
                .contains("Too few orders were accepted when every part was back", "requests have no final answer");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aPlatformThatDecidesNothingIs() {
        undecided = 3;
        var run = drill();
        assertThat(run.out()).contains("3 accepted orders are not decided");
        assertThat(run.status()).isEqualTo(1);
    }

    private Invocation drill() {
        var url = "http://127.0.0.1:" + gateway.getAddress().getPort();
        var platform = new ServersOnly(new PlatformData("nowhere", List.of(), NOBODY, NOBODY), url);
        var command = new DrillCommand(platform, new InOrder(), Duration.ofSeconds(2));
        return Invocation.of(command, "--duration", "6s", "--seed", "1", "--unit", "0.2");
    }

    private final class InOrder implements DrillCommand.Auditor {
        @Override
        public long undecided(Instant since) {
            return undecided;
        }

        @Override
        public boolean clean(Path acknowledged) {
            return true;
        }
    }

    private void takeOrder(HttpExchange exchange) throws IOException {
        var number = orders.incrementAndGet();
        if (number > accepting) {
            answer(exchange, 503, "{}");
        } else {
            var status = exchange.getRequestURI().getPath().endsWith("/cancel") ? 200 : 201;
            answer(exchange, status, "{\"orderId\":\"%d\",\"status\":\"PENDING\"}".formatted(number));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
