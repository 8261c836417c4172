package dev.orderplatform.order.synchronous;

import dev.orderplatform.web.ServiceAddresses;
import dev.orderplatform.web.identity.ServiceTokens;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Another service, with everything around it that keeps its trouble from becoming ours: time-out, bulkhead, rate limit,
 * circuit breaker, retry.
 */
final class Peer {
    private static final Duration OPEN = Duration.ofSeconds(2);

    private final String name;
    private final WebClient client;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final RateLimiter limiter;
    private final Retry retry;

    Peer(String name, String url, WebClient.Builder builder, ServiceTokens tokens, SynchronousProperties properties) {
        this.name = name;
        this.timeout = properties.timeout();
        // The usual pool has a few connections a core, which is fewer than orders that wait.
        var connections = ConnectionProvider.create(name, properties.concurrency());
        this.client = builder.clone()
                .clientConnector(
                        new ReactorClientHttpConnector(ServiceAddresses.install(HttpClient.create(connections))))
                .baseUrl(url)
                .filter(tokens.filter())
                .build();
        this.breaker = CircuitBreaker.of(name, breaking());
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(properties.concurrency())
                        .maxWaitDuration(Duration.ofMillis(100))
                        .build());
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(properties.rate())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofMillis(100))
                        .build());
        // A call that timed out is not tried again: whoever waits has waited long enough.
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(properties.attempts())
                        .waitDuration(Duration.ofMillis(50))
                        .retryExceptions(WebClientRequestException.class)
                        .build());
    }

    private static CircuitBreakerConfig breaking() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                // Our own limits say nothing about the peer.
                .ignoreExceptions(BulkheadFullException.class, RequestNotPermitted.class)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(3)
                // By itself: while orders are refused nobody calls.
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build();
    }

    /** How much it is trusted now. */
    enum Trust {
        FULL,
        /** It was away a moment ago: one call after the other. */
        PROBED,
        NONE
    }

    Trust trust() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> Trust.NONE;
            case HALF_OPEN -> Trust.PROBED;
            default -> Trust.FULL;
        };
    }

    /**
     * Calls it and blocks until it has answered.
     *
     * @throws PeerUnavailable when it is not known what became of it
     */
    <T> T call(Function<WebClient, Mono<T>> request) {
        Callable<T> answer = () ->
                Objects.requireNonNull(request.apply(client).timeout(timeout).block());
        Callable<T> limited = RateLimiter.decorateCallable(limiter, Bulkhead.decorateCallable(bulkhead, answer));
        try {
            return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, limited))
                    .call();
        } catch (Exception e) {
            throw new PeerUnavailable(name, e);
        }
    }
}
