package dev.orderplatform.tools.internal;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls the internal endpoints of one service directly: the gateway has no route to them. */
public final class InternalApi {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    // Services are on this machine or network: ignore the environment's proxy.
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String service;
    private final String url;
    private final String key;

    /**
     * @param service its name, in messages
     * @param url base URL
     * @param key the services' shared key, base64
     */
    public InternalApi(String service, String url, String key) {
        this.service = service;
        this.url = url;
        this.key = key;
    }

    /** @throws PlatformException if the service does not answer or rejects the token */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** @throws PlatformException if the service does not answer or rejects the token */
    public Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + ServiceToken.mint(key, Instant.now()));
    }

    private Answer send(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new PlatformException(
                        "%s at %s rejects orderctl's token. Does it use another service-key?".formatted(service, url));
            }
            return new Answer(answer.statusCode(), answer.body(), false);
        } catch (IOException e) {
            throw new PlatformException("%s does not answer at %s: %s".formatted(service, url, reason(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while calling " + service, e);
        }
    }

    // A ConnectException of the HTTP client has no message.
    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
