package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.gateway.GatewayProperties;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The services' own OpenAPI documents, asked for at most every ten seconds. */
@Component
final class ServiceDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final WebClient client;
    private final Map<String, URI> services = new LinkedHashMap<>();
    private final Mono<List<Answer>> answers;

    /** What a service said, if it did. */
    record Answer(String service, Optional<JsonNode> document) {}

    ServiceDocuments(WebClient.Builder client, GatewayProperties gateway) {
        // The services of all regions are the same programs; any one's document will do.
        GatewayProperties.Region any = gateway.regions().values().iterator().next();
        this.client = client.build();
        services.put("order-service", any.orderService());
        services.put("inventory-service", any.inventoryService());
        services.put("notification-service", gateway.notificationService());
        answers = Flux.fromIterable(services.keySet())
                .flatMapSequential(this::ask)
                .collectList()
                .cache(FRESH);
    }

    Mono<List<Answer>> all() {
        return answers;
    }

    private Mono<Answer> ask(String service) {
        return client.get()
                .uri(services.get(service) + "/v3/api-docs")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .timeout(PATIENCE)
                .map(document -> new Answer(service, Optional.of(document)))
                .onErrorReturn(new Answer(service, Optional.empty()));
    }
}
