package dev.orderplatform.logistics;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The carrier's simulator in this process, with its ledger on disk. */
final class RunningCarrier implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = TemporaryService.reservePort();
    private final Map<String, String> environment;
    private @Nullable Simulator running;

    /**
     * @param callbackPort of the service
     * @param shipAfter from booking to shipping, and on to delivery
     */
    RunningCarrier(int callbackPort, Duration shipAfter) throws IOException {
        Path folder = Files.createTempDirectory("order-platform-carrier-");
        Path secrets = Files.writeString(folder.resolve("secrets"), SECRET);
        environment = Map.of(
                "CARRIER_PORT",
                Integer.toString(port),
                "CARRIER_CALLBACK_URL",
                "http://127.0.0.1:" + callbackPort + "/api/v1/shipments/callback",
                "CARRIER_SECRETS",
                secrets.toString(),
                "CARRIER_LEDGER",
                folder.toString(),
                "CARRIER_SHIP_AFTER",
                shipAfter.toString(),
                "CARRIER_DELIVER_AFTER",
                shipAfter.toString());
        start();
    }

    void start() throws IOException {
        running = Simulator.start(SimulatorSettings.of("carrier", environment));
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** @param shares such as {@code 'lose':1}, with single quotes */
    void faults(String shares) {
        send("PUT", "/v1/faults", "-", "{'shares':{" + shares + "}}");
    }

    void noFaults() {
        send("DELETE", "/v1/faults", "-", "");
    }

    /** Empty if it does not know the parcel. */
    String status(String parcelId) {
        JsonNode answer = send("GET", "/v1/parcels/" + parcelId, "-", "");
        return answer.has("parcelId") ? answer.path("status").asText() : "";
    }

    String trackingNumber(String parcelId) {
        return send("GET", "/v1/parcels/" + parcelId, "-", "")
                .path("trackingNumber")
                .asText();
    }

    /** Books a parcel, as a request does that was on its way for long. */
    void book(String parcelId) {
        send("POST", "/v1/parcels", parcelId, "{'parcelId':'" + parcelId + "','lines':[{'sku':'S','quantity':1}]}");
    }

    void giveBack(String parcelId) {
        send("POST", "/v1/parcels/" + parcelId + "/return", "-", "");
    }

    /** What its ledger says about a parcel, callbacks excluded. */
    List<String> ledger(String parcelId) {
        List<String> types = new ArrayList<>();
        long last = 0;
        JsonNode items;
        do {
            JsonNode page = send("GET", "/v1/ledger?limit=1000&after=" + last, "-", "");
            items = page.path("items");
            last = page.path("last").asLong();
            for (JsonNode entry : items) {
                if (entry.path("parcelId").asText().equals(parcelId)) {
                    types.add(entry.path("type").asText());
                }
            }
        } while (!items.isEmpty());
        return types;
    }

    private JsonNode send(String method, String path, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
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
        http.close();
    }
}
