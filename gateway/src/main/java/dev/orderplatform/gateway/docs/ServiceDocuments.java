package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.gateway.GatewayProperties;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The OpenAPI documents of the services. */
@Component
final class ServiceDocuments {

    private final WebClient client;
    private final DocsProperties properties;
    private final List<ServiceDocument> services;

    ServiceDocuments(WebClient.Builder client, GatewayProperties gateway, DocsProperties properties) {
        this.client = client.build();
        this.properties = properties;
        this.services = gateway.services().entrySet().stream()
                .map(service -> document(service.getKey(), service.getValue().any()))
                .toList();
    }

    /** Fetches all documents concurrently. */
    Mono<List<ServiceDocument.FetchResult>> all() {
        return Flux.fromIterable(services)
                .flatMapSequential(ServiceDocument::result)
                .collectList();
    }

    private ServiceDocument document(String service, URI base) {
        return new ServiceDocument(
                service, client.get().uri(base + "/v3/api-docs").retrieve().bodyToMono(JsonNode.class), properties);
    }
}
