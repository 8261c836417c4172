package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** A service's OpenAPI document. While the service is slow or down, its last document is used. */
final class ServiceDocument {

    private final String service;
    private final DocsProperties properties;
    private final Mono<JsonNode> current;
    private volatile Optional<JsonNode> last = Optional.empty();

    /** @param fetch fetches the document from the service */
    ServiceDocument(String service, Mono<JsonNode> fetch, DocsProperties properties) {
        this.service = service;
        this.properties = properties;
        // Shared and not cancelled by its subscribers, so that a reload finds the result of the first request. The
        // timeout prevents cache() from keeping a lost response pending for ever.
        this.current = fetch.timeout(properties.timeout().multipliedBy(2))
                .doOnNext(document -> last = Optional.of(document))
                .cache(_ -> properties.lifetime(), _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<FetchResult> result() {
        return current.timeout(last.isPresent() ? properties.refreshTimeout() : properties.timeout())
                .<FetchResult>map(document -> new FetchResult.Document(service, document))
                .onErrorResume(failure -> Mono.just(fallback(failure)))
                .switchIfEmpty(Mono.fromSupplier(() -> new FetchResult.Down(service)));
    }

    private FetchResult fallback(Throwable failure) {
        return last.<FetchResult>map(document -> new FetchResult.Document(service, document))
                .orElseGet(() -> failure instanceof TimeoutException
                        ? new FetchResult.Slow(service)
                        : new FetchResult.Down(service));
    }

    /** A service's document, or the reason why it is missing. */
    sealed interface FetchResult {
        String service();

        record Document(String service, JsonNode json) implements FetchResult {}

        /** It has not responded yet. */
        record Slow(String service) implements FetchResult {}

        record Down(String service) implements FetchResult {}
    }
}
