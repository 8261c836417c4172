package dev.orderplatform.tools.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a simulator. */
record Client(URI address) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param body an empty object if there is none */
    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asText();
        }
    }

    Answer post(String path, String key, String body) {
        return send("POST", path, key, body, Duration.ofSeconds(20));
    }

    Answer get(String path) {
        return send("GET", path, "-", "", Duration.ofSeconds(20));
    }

    Answer put(String path, String body) {
        return send("PUT", path, "-", body, Duration.ofSeconds(20));
    }

    Answer delete(String path) {
        return send("DELETE", path, "-", "", Duration.ofSeconds(20));
    }

    /** @param body with single quotes */
    Answer send(String method, String path, String key, String body, Duration timeout) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Types of all entries. */
    List<String> ledger() {
        var types = new ArrayList<String>();
        get("/v1/ledger?limit=1000")
                .body()
                .path("items")
                .forEach(entry -> types.add(entry.path("type").asText()));
        return types;
    }

    Answer register(String paymentId) {
        return post(
                "/v1/intents",
                paymentId,
                "{'paymentId':'%s','amountMinor':3998,'currency':'CNY'}".formatted(paymentId));
    }
}
