package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** One service's OpenAPI document. The last that it gave is shown while it is slow or down. */
final class ServiceDocument {

    private final String service;
    private final DocsProperties properties;
    private final Mono<JsonNode> current;
    private volatile Optional<JsonNode> last = Optional.empty();

    /** @param fetch asks the service */
    ServiceDocument(String service, Mono<JsonNode> fetch, DocsProperties properties) {
        this.service = service;
        this.properties = properties;
        // Shared, and never cancelled by those who wait: a reload finds what the first look had asked for.
        // Bounded, because cache() would keep a response that was lost pending until the gateway restarts.
        this.current = fetch.timeout(properties.timeout().multipliedBy(2))
                .doOnNext(document -> last = Optional.of(document))
                .cache(_ -> properties.lifetime(), _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<Answer> answer() {
        return current.timeout(last.isPresent() ? properties.refreshTimeout() : properties.timeout())
                .<Answer>map(document -> new Answer.Document(service, document))
                .onErrorResume(failure -> Mono.just(without(failure)))
                .switchIfEmpty(Mono.fromSupplier(() -> new Answer.Down(service)));
    }

    private Answer without(Throwable failure) {
        return last.<Answer>map(document -> new Answer.Document(service, document))
                .orElseGet(() ->
                        failure instanceof TimeoutException ? new Answer.Slow(service) : new Answer.Down(service));
    }

    /** What is known of a service's document. */
    sealed interface Answer {
        String service();

        record Document(String service, JsonNode json) implements Answer {}

        /** It has not answered yet. */
        record Slow(String service) implements Answer {}

        record Down(String service) implements Answer {}
    }
}
