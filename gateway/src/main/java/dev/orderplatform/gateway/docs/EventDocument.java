package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.contracts.AsyncApi;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Serves the AsyncAPI document of all topics, and a page that shows it. */
@Hidden
@RestController
final class EventDocument {
    /** The page loads nothing from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";

    private final Mono<JsonNode> document =
            Mono.<JsonNode>fromSupplier(AsyncApi::document).cache();

    @GetMapping(path = "/docs/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<JsonNode> document() {
        return document;
    }

    @GetMapping(path = "/docs/events", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(file("events.html"));
    }

    @GetMapping(path = "/docs/events.js", produces = "text/javascript;charset=UTF-8")
    Resource script() {
        return file("events.js");
    }

    @GetMapping(path = "/docs/events.css", produces = "text/css")
    Resource style() {
        return file("events.css");
    }

    private static Resource file(String name) {
        return new ClassPathResource("docs/" + name);
    }
}
