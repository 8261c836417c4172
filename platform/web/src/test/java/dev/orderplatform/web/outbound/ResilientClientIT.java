package dev.orderplatform.web.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class ResilientClientIT {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<Integer, Integer> status = _ -> 200;
    private volatile Mono<String> body = Mono.just("{\"name\":\"x\",\"more\":1}");

    @SuppressWarnings("NullAway.Init")
    private DisposableServer server;

    private record Named(String name) {}

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .handle((_, response) -> response.status(status.apply(requests.incrementAndGet()))
                        .sendString(body))
                .bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void answerIsReadAndUnknownFieldsAreIgnored() {
        assertThat(get(client(2, BOUND)).as(Named.class)).isEqualTo(new Named("x"));
    }

    @Test
    void refusalIsAnAnswer() {
        status = _ -> 404;
        assertThat(get(client(2, BOUND)).is(HttpStatus.NOT_FOUND)).isTrue();
        assertThat(requests).hasValue(1);
    }

    @Test
    void failureIsRetriedOnce() {
        status = request -> request == 1 ? 503 : 200;
        assertThat(get(client(2, BOUND)).is(HttpStatus.OK)).isTrue();
        assertThat(requests).hasValue(2);
    }

    @Test
    void hangingCallEndsAfterItsTimeouts() {
        body = Mono.never();
        assertThatThrownBy(() -> get(client(2, Duration.ofMillis(500)))).isInstanceOf(SystemUnavailable.class);
        assertThat(requests.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void circuitOpensWhileTheSystemIsDownAndClosesAgain() {
        status = _ -> 503;
        ResilientClient client = client(1, BOUND);
        IntStream.range(0, 20)
                .forEach(_ -> assertThatThrownBy(() -> get(client)).isInstanceOf(SystemUnavailable.class));
        assertThat(requests.get()).isLessThan(20);
        status = _ -> 200;
        await().atMost(BOUND)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(client).is(HttpStatus.OK)).isTrue());
    }

    private ResilientClient client(int attempts, Duration timeout) {
        WebClient http = WebClient.create("http://127.0.0.1:" + server.port());
        return new ResilientClient("system", http, new CallLimits(timeout, attempts, 4));
    }

    private static ResilientClient.Answer get(ResilientClient client) {
        return client.call(http -> http.get().uri("/"));
    }
}
