package dev.orderplatform.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Serves the metrics to Prometheus on a port of its own, which the gateway does not route. Spring Boot's management port
 * would start a second web context: a fifth of a unit in each of twelve services.
 */
final class MetricsServer implements SmartLifecycle {
    private static final String PATH = "/metrics";
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final InetSocketAddress address;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;

    MetricsServer(PrometheusMeterRegistry registry, InetSocketAddress address) {
        this.registry = registry;
        this.address = address;
    }

    @Override
    public void start() {
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext(PATH, this::answer);
            started.setExecutor(threads);
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException("metrics can't be served at " + address, e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = registry.scrape().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int port() {
        return Objects.requireNonNull(server).getAddress().getPort();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
