package dev.orderplatform.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LimitsTest {
    private static final String STREAM = "/api/v1/orders/1/stream";

    private final GatewayProperties gateway =
            new GatewayProperties(Map.of(), URI.create("http://127.0.0.1:1"), DataSize.ofKilobytes(1), 10, 3, 2);
    private final StreamLimit streams = new StreamLimit(gateway);

    @Test
    void aUserHasSoManyStreamsAtOnceAndAllTogetherHaveSoMany() {
        List<Disposable> open = Stream.of("1", "1", "2")
                .map(user -> get(STREAM, user).subscribe())
                .toList();
        assertRefused(get(STREAM, "1"), 429);
        assertRefused(get(STREAM, "3"), 503);
        open.getFirst().dispose();
        assertThat(get(STREAM, "3").subscribe().isDisposed()).isFalse();
    }

    @Test
    void whatIsNoStreamIsNotCounted() {
        Stream.of("1", "1", "1", "1")
                .forEach(user -> get("/api/v1/orders/1", user).subscribe());
        assertThat(get(STREAM, "1").subscribe().isDisposed()).isFalse();
    }

    @Test
    void aBodyThatBreaksOffIsNoFailureOfTheService() {
        MockServerHttpRequest request = MockServerHttpRequest.post("/api/v1/orders")
                .header(HttpHeaders.CONTENT_LENGTH, "100")
                .body(Flux.error(new IOException("Connection reset by peer")));
        Mono<Void> read = new BodyLimit(gateway)
                .filter(
                        MockServerWebExchange.from(request),
                        exchange -> exchange.getRequest().getBody().then());
        assertRefused(read, 400);
    }

    private Mono<Void> get(String path, String user) {
        ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path))
                .mutate()
                .principal(Mono.just(() -> user))
                .build();
        return streams.filter(exchange, _ -> Mono.never());
    }

    private static void assertRefused(Mono<Void> answer, int status) {
        StepVerifier.create(answer)
                .verifyErrorSatisfies(refusal -> assertThat(
                                ((ProblemException) refusal).status().value())
                        .isEqualTo(status));
    }
}
