package dev.orderplatform.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** An upstream service: a real HTTP server whose response depends on the last path segment. */
final class Upstream implements AutoCloseable {

    private final String name;
    private final AtomicInteger acceptedOrders = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, String> lastHeaders = new ConcurrentHashMap<>();
    private volatile byte[] lastBody = {};
    private volatile Optional<String> owner = Optional.empty();
    private DisposableServer server;

    Upstream(String name) {
        this.name = name;
        this.server = listen(0);
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Number of accepted orders; truncated bodies must not count. */
    int acceptedOrders() {
        return acceptedOrders.get();
    }

    /** From now on every request gets 421 with this owner. */
    void misdirectTo(String region) {
        owner = Optional.of(region);
    }

    /** From now on every request is accepted. */
    void own() {
        owner = Optional.empty();
    }

    int requests() {
        return requests.get();
    }

    /** Number of connections opened so far. */
    int connections() {
        return connections.get();
    }

    Map<String, String> lastHeaders() {
        return Map.copyOf(lastHeaders);
    }

    /** The body of the last callback. */
    byte[] lastBody() {
        return lastBody.clone();
    }

    void stop() {
        server.disposeNow(Duration.ofSeconds(5));
    }

    void restart() {
        int port = server.port();
        stop();
        server = listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private DisposableServer listen(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .doOnChannelInit((_, _, _) -> connections.incrementAndGet())
                .handle(this::answer)
                .bindNow(Duration.ofSeconds(5));
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        requests.incrementAndGet();
        lastHeaders.clear();
        request.requestHeaders()
                .forEach(header -> lastHeaders.put(header.getKey().toLowerCase(), header.getValue()));
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (owner.isPresent()) {
            response.status(421)
                    .header("Content-Type", "application/problem+json")
                    .header("X-Refused-By", name)
                    .header("Slot-Owner", owner.get());
            return head
                    ? response.send()
                    : response.sendString(
                            Mono.just("{\"status\":421,\"owner\":\"%s\",\"epoch\":2}".formatted(owner.get())));
        }
        String path = request.fullPath();
        if (head) {
            return (path.endsWith("/stream") ? response.sse() : response.header("Content-Type", "application/json"))
                    .header("Content-Length", "7")
                    .send();
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "orders" -> place(request, response);
            case "callback" -> callback(request, response);
            case "slow" -> Mono.never();
            case "broken" ->
                response.withConnection(connection -> connection.channel().close());
            case "taken" ->
                response.status(409)
                        .header("Content-Type", "application/problem+json")
                        .sendString(Mono.just("{\"title\":\"from behind\"}"));
            case "stream" -> response.sse().sendString(Flux.concat(Mono.just("data: first\n\n"), Mono.never()), UTF_8);
            case "api-docs" -> json(response, DOCUMENT.replace("NAME", name));
            default -> json(response, "{\"service\":\"%s\",\"path\":\"%s\"}".formatted(name, request.uri()));
        };
    }

    private Publisher<Void> place(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .doOnSuccess(_ -> acceptedOrders.incrementAndGet())
                .flatMap(body -> Mono.from(json(response.status(201), "{\"length\":" + body.length() + "}")));
    }

    private Publisher<Void> callback(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .doOnNext(body -> lastBody = body)
                .then(response.status(204).send());
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }

    private static final String DOCUMENT = """
        {"openapi":"3.1.0",
         "paths":{"/api/v1/NAME":{"get":{"responses":{"200":{"content":{"application/json":
            {"schema":{"$ref":"#/components/schemas/Page"}}}}}}},
          "/internal/NAME":{"get":{}}},
         "components":{"schemas":{"Page":{"type":"object","title":"NAME"}}}}
        """;
}
