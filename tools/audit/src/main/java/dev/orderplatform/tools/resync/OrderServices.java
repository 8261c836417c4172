package dev.orderplatform.tools.resync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.tools.client.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls order-services directly: the gateway has no route to internal endpoints. */
public final class OrderServices {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    // Services are on this machine or network: ignore the environment's proxy.
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, String> urls;
    private final String key;

    /**
     * @param urls of order-services by region
     * @param key the services' shared key, base64
     */
    public OrderServices(Map<String, String> urls, String key) {
        this.urls = Map.copyOf(urls);
        this.key = key;
    }

    /** The order-services of a platform on this machine. */
    public static OrderServices of(Platform platform) {
        var urls = platform.topology().parts().stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .filter(part -> part.module().equals("order-service"))
                .collect(Collectors.toMap(part -> part.region().orElseThrow(), ServicePart::url));
        return new OrderServices(urls, platform.data().secrets().read("service-key"));
    }

    /**
     * Requests that a region publishes the events of its orders again.
     *
     * @param anyAge include events that consumers may no longer recognise as duplicates
     * @throws PlatformException if it does not answer or rejects the token
     */
    Answer republish(String region, Collection<Long> orderIds, boolean anyAge) {
        var body = JsonNodeFactory.instance.objectNode().put("anyAge", anyAge);
        var ids = body.putArray("orderIds");
        orderIds.forEach(id -> ids.add(id.toString()));
        return send(region, "events", body.toString());
    }

    /**
     * Ends the time in which an order may be paid; only in the demo profile.
     *
     * @throws PlatformException if the service does not answer or rejects the token
     */
    public Answer makeTimerDue(String region, String orderId) {
        return send(region, orderId + "/timer/due", "");
    }

    private Answer send(String region, String path, String body) {
        var url = url(region);
        var answer = exchange(region, url, path, body);
        if (answer.status() == 401 || answer.status() == 403) {
            throw new PlatformException(
                    "order-service-%s at %s rejects orderctl's token. Does it use another service-key?"
                            .formatted(region, url));
        }
        return answer;
    }

    private Answer exchange(String region, String url, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/internal/orders/" + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + ServiceToken.mint(key, Instant.now()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), false);
        } catch (IOException e) {
            throw new PlatformException(
                    "order-service-%s does not answer at %s: %s".formatted(region, url, reason(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while calling order-service-" + region, e);
        }
    }

    // A ConnectException of the HTTP client has no message.
    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }

    private String url(String region) {
        return Optional.ofNullable(urls.get(region))
                .orElseThrow(() -> new PlatformException("There is no order-service in the region " + region));
    }
}
