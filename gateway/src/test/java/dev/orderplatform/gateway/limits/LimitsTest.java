package dev.orderplatform.gateway.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.UpstreamService;
import dev.orderplatform.gateway.callbacks.CallbackRoutes;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
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
    private static final int KILOBYTE = 1024;
    private static final UpstreamService.Route CALLBACK =
            new UpstreamService.Route("/api/v1/payments/callback", Set.of(), "paymentId");

    private final GatewayProperties gateway = new GatewayProperties(
            Map.of("payment-service", new UpstreamService(List.of(CALLBACK), Map.of("all", "http://127.0.0.1:1"))),
            DataSize.ofKilobytes(512),
            DataSize.ofKilobytes(1024),
            DataSize.ofKilobytes(600),
            10,
            3,
            2,
            new GatewayProperties.Callbacks(
                    DataSize.ofKilobytes(64), DataSize.ofKilobytes(128), DataSize.ofKilobytes(64), 3));
    private final CallbackRoutes callbacks = new CallbackRoutes(gateway);
    private final StreamLimit streams = new StreamLimit(gateway);

    @Test
    void streamsAreLimitedPerUserAndInTotal() {
        List<Disposable> open = Stream.of("1", "1", "2")
                .map(user -> get(STREAM, user).subscribe())
                .toList();
        assertRefused(get(STREAM, "1"), 429);
        assertRefused(get(STREAM, "3"), 503);
        open.getFirst().dispose();
        assertThat(get(STREAM, "3").subscribe().isDisposed()).isFalse();
    }

    @Test
    void otherRequestsAreNotCounted() {
        Stream.of("1", "1", "1", "1")
                .forEach(user -> get("/api/v1/orders/1", user).subscribe());
        assertThat(get(STREAM, "1").subscribe().isDisposed()).isFalse();
    }

    @Test
    void truncatedBodyIsTheClientsFailure() {
        MockServerHttpRequest request = MockServerHttpRequest.post("/api/v1/orders")
                .header(HttpHeaders.CONTENT_LENGTH, "100")
                .body(Flux.error(new IOException("Connection reset by peer")));
        Mono<Void> read = new BodyLimit(gateway, callbacks)
                .filter(
                        MockServerWebExchange.from(request),
                        exchange -> exchange.getRequest().getBody().then());
        assertRefused(read, 400);
    }

    @Test
    void bodyMemoryIsLimitedPerUserAndInTotal() {
        BodyBudget budget = new BodyBudget(gateway.bodies(), gateway.bodiesOfOneUser());
        BodyBudget.Share first = budget.share("1");
        first.grow(500 * KILOBYTE);
        assertRefused(() -> budget.share("1").grow(101 * KILOBYTE));
        budget.share("1").grow(100 * KILOBYTE);
        assertRefused(() -> budget.share("2").grow(200 * KILOBYTE));
        first.close();
        budget.share("2").grow(200 * KILOBYTE);
    }

    @Test
    void lastQuarterIsReservedForSmallBodies() {
        BodyBudget budget = new BodyBudget(gateway.bodies(), gateway.bodiesOfOneUser());
        budget.share("1").grow(500 * KILOBYTE);
        budget.share("2").grow(268 * KILOBYTE);
        BodyBudget.Share small = budget.share("3");
        small.grow(64 * KILOBYTE);
        assertRefused(() -> small.grow(1));
        for (int user = 4; user < 7; user++) {
            budget.share("" + user).grow(64 * KILOBYTE);
        }
        assertRefused(() -> budget.share("7").grow(1));
    }

    @Test
    void bodyIsCopiedAndItsMemoryReleased() {
        BodyLimit limit = new BodyLimit(gateway, callbacks);
        String text = "x".repeat(10_000);
        Flux<DataBuffer> parts = Flux.range(0, text.length())
                .map(_ -> DefaultDataBufferFactory.sharedInstance.wrap("x".getBytes(UTF_8)));
        for (int n = 0; n < 100; n++) {
            MockServerHttpRequest request = MockServerHttpRequest.post("/api/v1/orders")
                    .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                    .body(parts);
            AtomicReference<ServerHttpRequest> received = new AtomicReference<>();
            limit.filter(MockServerWebExchange.from(request), exchange -> {
                        received.set(exchange.getRequest());
                        return Mono.empty();
                    })
                    .block();
            for (int read = 0; read < 2; read++) {
                assertThat(DataBufferUtils.join(received.get().getBody())
                                .block()
                                .toString(UTF_8))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void callbacksHaveALimitAndABudgetOfTheirOwn() {
        BodyLimit limit = new BodyLimit(gateway, callbacks);
        limit.filter(callback("10.0.0.1", 64 * KILOBYTE), _ -> Mono.never()).subscribe();
        assertRefused(limit.filter(callback("10.0.0.1", 1), _ -> Mono.empty()), 503);
        limit.filter(callback("10.0.0.2", 64 * KILOBYTE), _ -> Mono.never()).subscribe();
        assertRefused(limit.filter(callback("10.0.0.3", 1), _ -> Mono.empty()), 503);
        assertRefused(limit.filter(callback("10.0.0.4", 64 * KILOBYTE + 1), _ -> Mono.empty()), 413);
        StepVerifier.create(limit.filter(post("/api/v1/orders", "10.0.0.1", 512 * KILOBYTE), _ -> Mono.empty()))
                .verifyComplete();
    }

    @Test
    void callbackRateIsLimitedPerAddress() {
        CallbackRateLimit limit = new CallbackRateLimit(gateway, callbacks);
        // More than the rate for two periods, in case one ends meanwhile.
        List<Boolean> allowed = Stream.generate(() -> limit.filter(callback("10.0.0.1", 1), _ -> Mono.empty()))
                .limit(100)
                .map(answer -> answer.thenReturn(true)
                        .onErrorReturn(ProblemException.class, false)
                        .block())
                .toList();
        assertThat(allowed).startsWith(true, true, true).contains(false);
        StepVerifier.create(limit.filter(callback("10.0.0.2", 1), _ -> Mono.empty()))
                .verifyComplete();
        StepVerifier.create(limit.filter(post("/api/v1/orders", "10.0.0.1", 1), _ -> Mono.empty()))
                .verifyComplete();
    }

    private static ServerWebExchange callback(String address, int length) {
        return post("/api/v1/payments/callback", address, length);
    }

    private static ServerWebExchange post(String path, String address, int length) {
        return MockServerWebExchange.from(MockServerHttpRequest.post(path)
                .remoteAddress(InetSocketAddress.createUnresolved(address, 1))
                .contentLength(length)
                .body("x".repeat(length)));
    }

    private static void assertRefused(ThrowingCallable taking) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(taking)
                .satisfies(refusal -> assertThat(refusal.status().value()).isEqualTo(503));
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
