package dev.orderplatform.telemetry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Receives the spans of other processes, as Zipkin does, and keeps them. */
public final class SpanCollector implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    /**
     * A span as Zipkin sees it; names are in lower case.
     *
     * @param parent id of its parent; empty for the first span of a trace
     * @param millis its duration
     */
    public record CollectedSpan(
            String service,
            String name,
            String trace,
            String id,
            Optional<String> parent,
            long millis,
            Map<String, String> tags) {

        public boolean isChildOf(CollectedSpan other) {
            return trace.equals(other.trace) && parent.equals(Optional.of(other.id));
        }
    }

    public static SpanCollector start() {
        HttpServer server = server();
        SpanCollector collector = new SpanCollector(server);
        server.createContext("/api/v2/spans", collector::receive);
        server.start();
        return collector;
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of a service that sends all sampled spans here, soon. */
    public List<String> properties() {
        return List.of(
                "platform.telemetry.exporter=zipkin",
                "platform.telemetry.endpoint=" + url(),
                "management.tracing.opentelemetry.export.schedule-delay=50ms");
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v2/spans";
    }

    public List<CollectedSpan> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = compressed
                    ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                    : exchange.getRequestBody().readAllBytes();
            JSON.readTree(body).forEach(span -> spans.add(span(span)));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private static CollectedSpan span(JsonNode json) {
        return new CollectedSpan(
                json.at("/localEndpoint/serviceName").asText(),
                json.path("name").asText(),
                json.path("traceId").asText(),
                json.path("id").asText(),
                json.has("parentId") ? Optional.of(json.path("parentId").asText()) : Optional.empty(),
                json.path("duration").asLong() / 1_000,
                JSON.convertValue(json.path("tags"), new TypeReference<Map<String, String>>() {}));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
