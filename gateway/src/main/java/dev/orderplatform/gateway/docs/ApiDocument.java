package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with the documents of all services, and the gateway's own, as one. */
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
    Mono<JsonNode> merged(ServerHttpRequest request) throws IOException {
        return own.openapiJson(request, "/v3/api-docs", Locale.ENGLISH)
                .map(ApiDocument::read)
                .zipWith(services.all(), ApiDocument::merge);
    }

    private static JsonNode merge(JsonNode gateway, List<ServiceDocuments.Answer> answers) {
        MergedDocument merged = new MergedDocument();
        answers.forEach(answer -> answer.document()
                .ifPresentOrElse(
                        document -> merged.add(answer.service(), document), () -> merged.missing(answer.service())));
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
