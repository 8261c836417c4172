package dev.orderplatform.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.tools.simulators.Simulator;
import dev.orderplatform.tools.simulators.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payment provider's simulator in this process. Its ledger survives a stop. */
final class RunningProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = TemporaryService.reservePort();
    private final Path folder;
    private Optional<Simulator> running = Optional.empty();

    RunningProvider() {
        try {
            folder = Files.createTempDirectory("provider");
            Files.writeString(folder.resolve("secrets"), Webhook.SECRET.reveal() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void start(String serviceUrl) {
        Map<String, String> settings = Map.of(
                "PAYMENT_PROVIDER_PORT", Integer.toString(port),
                "PAYMENT_PROVIDER_CALLBACK_URL", serviceUrl + Webhook.PATH,
                "PAYMENT_PROVIDER_SECRETS", folder.resolve("secrets").toString(),
                "PAYMENT_PROVIDER_LEDGER", folder.toString(),
                "PAYMENT_PROVIDER_CAPTURE_AFTER", "PT0.3S");
        try {
            running = Optional.of(Simulator.start(SimulatorSettings.of("payment-provider", settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        running.ifPresent(Simulator::close);
        running = Optional.empty();
    }

    /** @param shares such as {@code "lose":1} */
    void faults(String shares) {
        send(request("/v1/faults")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"seed\":1,\"shares\":{" + shares + "}}")));
    }

    /** Registers an intent that payment-service has not registered. */
    void register(String paymentId) {
        String intent =
                "{\"paymentId\":\"%s\",\"amountMinor\":%d,\"currency\":\"CNY\"}".formatted(paymentId, TestOrder.TOTAL);
        send(request("/v1/intents")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", paymentId)
                .POST(HttpRequest.BodyPublishers.ofString(intent)));
    }

    /** The types of the ledger's entries about a payment, its refunds included. */
    List<String> ledger(String paymentId) {
        List<String> types = new ArrayList<>();
        JsonNode page = ledgerAfter(0);
        while (!page.path("items").isEmpty()) {
            page.path("items").forEach(entry -> {
                if (entry.path("paymentId").asText().equals(paymentId)) {
                    types.add(entry.path("type").asText());
                }
            });
            page = ledgerAfter(page.path("last").asLong());
        }
        return types;
    }

    private JsonNode ledgerAfter(long number) {
        return send(request("/v1/ledger?limit=1000&after=" + number).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    HTTP.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
