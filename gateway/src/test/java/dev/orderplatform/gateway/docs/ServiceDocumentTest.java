package dev.orderplatform.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.gateway.docs.ServiceDocument.FetchResult;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class ServiceDocumentTest {
    private static final DocsProperties PROPERTIES =
            new DocsProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final JsonNode JSON = new ObjectMapper().createObjectNode().put("openapi", "3.1.0");

    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void firstDocumentGetsTheLongTimeout() {
        ServiceDocument service = document(Mono.just(JSON).delayElement(Duration.ofSeconds(20)));
        StepVerifier.create(service.result())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(20)))
                .expectNext(new FetchResult.Document("orders", JSON))
                .verifyComplete();
    }

    @Test
    void slowDocumentIsThereAtTheNextRequest() {
        ServiceDocument service = document(Mono.just(JSON).delayElement(Duration.ofSeconds(40)));
        StepVerifier.create(service.result())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(30)))
                .expectNext(new FetchResult.Slow("orders"))
                .verifyComplete();
        // Not fetched again: the first request is still in progress after 30 s.
        StepVerifier.create(service.result())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(10)))
                .expectNext(new FetchResult.Document("orders", JSON))
                .verifyComplete();
    }

    @Test
    void failedFetchIsRetriedAtTheNextRequest() {
        TestPublisher<JsonNode> fetch = TestPublisher.createCold();
        ServiceDocument service = document(fetch.mono());
        fetch.error(new ConnectException());
        assertThat(service.result().block()).isEqualTo(new FetchResult.Down("orders"));
        assertThat(service.result().block()).isEqualTo(new FetchResult.Down("orders"));
        assertThat(fetch.subscribeCount()).isEqualTo(2);
    }

    @Test
    void lastDocumentIsUsedWhileTheServiceIsDown() {
        TestPublisher<JsonNode> fetch = TestPublisher.createCold();
        fetch.emit(JSON);
        var responses = new Mono<?>[] {fetch.mono(), Mono.error(new ConnectException()), Mono.never()};
        var calls = new int[1];
        ServiceDocument service = document(Mono.defer(() -> responses[calls[0]++].cast(JsonNode.class)));
        for (int request = 0; request < responses.length; request++) {
            StepVerifier.create(service.result())
                    .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                    .expectNext(new FetchResult.Document("orders", JSON))
                    .verifyComplete();
            time.advanceTimeBy(Duration.ofSeconds(11));
        }
        assertThat(calls[0]).isEqualTo(responses.length);
    }

    @Test
    void slowAndDownServicesAreListedSeparately() {
        MergedDocument merged = new MergedDocument();
        merged.add(new FetchResult.Slow("orders"));
        merged.add(new FetchResult.Down("inventory"));
        assertThat(merged.json().at("/info/description").asText())
                .endsWith("Not loaded yet, reload soon: orders. Not available, services are down: inventory.");
    }

    private static ServiceDocument document(Mono<JsonNode> fetch) {
        return new ServiceDocument("orders", fetch, PROPERTIES);
    }
}
