package dev.orderplatform.tools.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.SimulatorData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drill against a stub gateway, with an auditor that never finds a breach. */
class DrillCommandIT {

    private static final Login NOBODY = new Login("nobody", "");

    private final AtomicLong orders = new AtomicLong();
    private BooleanSupplier accepting = () -> true;
    private long undecided;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private List<String> simulators = List.of();
    private HttpServer gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/demo/token", exchange -> answer(exchange, 200, "{\"token\":\"t\"}"));
        gateway.createContext("/api/v1/orders", this::acceptOrder);
        gateway.createContext("/api/v1/payments", exchange -> answer(exchange, 201, "{\"paymentId\":\"1-1\"}"));
        gateway.createContext("/v1/faults", this::changeFaults);
        gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void acceptingOrdersPasses() {
        var run = drill();
        assertThat(run.out()).contains("Nothing is wrong.");
        assertThat(run.status()).isZero();
    }

    @Test
    void simulatorsShowFaultsUntilTheAudit() {
        simulators = List.of("payment-provider", "carrier");
        var run = drill();
        assertThat(run.out()).contains("payment-provider: ", "carrier: ");
        assertThat(faults).containsExactly("PUT", "PUT", "DELETE", "DELETE");
        assertThat(run.status()).isZero();
    }

    @Test
    void acceptingNoOrdersFails() {
        accepting = () -> false;
        var run = drill();
        assertThat(run.out()).contains("No order was accepted", "Something is wrong");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void acceptingNoMoreOrdersFails() {
        simulators = List.of("payment-provider");
        accepting = faults::isEmpty;
        var run = drill();
        assertThat(run.out())
                .contains("Too few orders were accepted with every part ready again", "requests have no final answer");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void undecidedOrdersFail() {
        undecided = 3;
        var run = drill();
        assertThat(run.out()).contains("3 accepted orders are not decided");
        assertThat(run.status()).isEqualTo(1);
    }

    private Invocation drill() {
        var url = "http://127.0.0.1:" + gateway.getAddress().getPort();
        var data = new PlatformData(
                "nowhere",
                List.of(),
                List.of(),
                NOBODY,
                NOBODY,
                Optional.empty(),
                simulators.stream()
                        .map(name -> new SimulatorData(name, url, Path.of("ledger")))
                        .toList(),
                true);
        var platform = new StubPlatform(data, url);
        var command = new DrillCommand(platform, new CleanAuditor(), Duration.ofSeconds(2));
        return Invocation.of(command, "--duration", "6s", "--seed", "1", "--unit", "0.2");
    }

    private void changeFaults(HttpExchange exchange) throws IOException {
        faults.add(exchange.getRequestMethod());
        answer(exchange, 200, "{}");
    }

    private final class CleanAuditor implements DrillCommand.Auditor {
        @Override
        public long undecided(Instant since) {
            return undecided;
        }

        @Override
        public boolean clean(Path acknowledged) {
            return true;
        }
    }

    private void acceptOrder(HttpExchange exchange) throws IOException {
        if (accepting.getAsBoolean()) {
            var status = exchange.getRequestURI().getPath().endsWith("/cancel") ? 200 : 201;
            answer(exchange, status, "{\"orderId\":\"%d\",\"status\":\"PENDING\"}".formatted(orders.incrementAndGet()));
        } else {
            answer(exchange, 503, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
