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

/** The order-services past the gateway, which has no route to what only operators and services may ask. */
public final class OrderServices {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    // Services are on this machine or network: no proxy of the environment leads there.
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, String> urls;
    private final String key;

    /**
     * @param urls of the order-services, by region
     * @param key the services' own, base64
     */
    public OrderServices(Map<String, String> urls, String key) {
        this.urls = Map.copyOf(urls);
        this.key = key;
    }

    /** Those of a platform on this machine. */
    static OrderServices of(Platform platform) {
        var urls = platform.topology().parts().stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .filter(part -> part.module().equals("order-service"))
                .collect(Collectors.toMap(part -> part.region().orElseThrow(), ServicePart::url));
        return new OrderServices(urls, platform.data().secrets().read("service-key"));
    }

    /**
     * Asks a region to publish the events of orders again that it owns.
     *
     * @param anyAge also events of which consumers may have forgotten that they had them
     * @throws PlatformException when it does not answer, or refuses whoever asks
     */
    Answer republish(String region, Collection<Long> orderIds, boolean anyAge) {
        var url = url(region);
        var body = JsonNodeFactory.instance.objectNode().put("anyAge", anyAge);
        var ids = body.putArray("orderIds");
        orderIds.forEach(id -> ids.add(id.toString()));
        var answer = send(region, url, body.toString());
        if (answer.status() == 401 || answer.status() == 403) {
            throw new PlatformException(
                    "order-service-%s at %s refuses orderctl's token. Does it run with another service-key?"
                            .formatted(region, url));
        }
        return answer;
    }

    private Answer send(String region, String url, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/internal/orders/events"))
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
            throw new PlatformException("Interrupted while order-service-" + region + " was asked", e);
        }
    }

    // That a connection is refused has no message.
    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }

    private String url(String region) {
        return Optional.ofNullable(urls.get(region))
                .orElseThrow(() -> new PlatformException("There is no order-service of the region " + region));
    }
}
