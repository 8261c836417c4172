package dev.orderplatform.tools.resync;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls services directly, with a service token: the gateway has no route to internal endpoints. */
public final class InternalCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    // Services are on this machine or network: ignore the environment's proxy.
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String key;

    /** @param key the services' shared key, base64 */
    public InternalCalls(String key) {
        this.key = key;
    }

    /**
     * Posts JSON.
     *
     * @param service name of the service, for messages
     * @param url its base URL
     * @throws PlatformException if it does not answer or rejects the token
     */
    public Answer post(String service, String url, String path, String body) {
        var answer = exchange(service, url, path, body);
        if (answer.status() == 401 || answer.status() == 403) {
            throw new PlatformException(
                    "%s at %s rejects orderctl's token. Does it use another service-key?".formatted(service, url));
        }
        return answer;
    }

    private Answer exchange(String service, String url, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + ServiceToken.mint(key, Instant.now()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
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
