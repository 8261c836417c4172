package dev.orderplatform.tools.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.webhooks.Verification;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Receives callbacks, as the platform will. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookVerifier verifier = new WebhookVerifier(WebhookSecrets.parse(SECRET), InstantSource.system());
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;

    /** @param status of our answer */
    record Received(String id, JsonNode body, int status) {
        String type() {
            return body.path("type").asText();
        }
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callback", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create(
                "http://127.0.0.1:%d/callback".formatted(server.getAddress().getPort()));
    }

    void answer(int next) {
        status = next;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = status;
            if (verifier.verify(exchange.getRequestHeaders()::getFirst, body)
                    instanceof Verification.Verified message) {
                received.add(new Received(message.id(), JSON.readTree(body), answer));
            } else {
                answer = 401;
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    List<Received> all() {
        return received;
    }

    /** Types of the messages that were accepted, in the order of their arrival. */
    List<String> accepted() {
        return received.stream()
                .filter(message -> message.status() == 204)
                .map(Received::type)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
