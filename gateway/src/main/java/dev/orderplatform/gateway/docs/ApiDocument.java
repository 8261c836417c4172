package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves the merged OpenAPI document of all services and the gateway. */
@Hidden
@RestController
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceDocuments services;
    private final OpenApiWebfluxResource own;

    ApiDocument(ServiceDocuments services, OpenApiWebfluxResource own) {
        this.services = services;
        this.own = own;
    }

    @GetMapping("/v3/api-docs")
    Mono<JsonNode> merged(ServerHttpRequest request) {
        return own(request).zipWith(services.all(), ApiDocument::merge);
    }

    // Building the first document takes seconds on slow cores and would block an event loop.
    private Mono<JsonNode> own(ServerHttpRequest request) {
        return Mono.fromCallable(() -> own.openapiJson(request, "/v3/api-docs", Locale.ENGLISH))
                .flatMap(Function.identity())
                .map(ApiDocument::read)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static JsonNode merge(JsonNode gateway, List<ServiceDocument.FetchResult> results) {
        MergedDocument merged = new MergedDocument();
        results.forEach(merged::add);
        merged.add("gateway", gateway);
        return merged.json();
    }

    private static JsonNode read(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
