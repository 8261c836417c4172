package dev.orderplatform.evolution.orders.services;

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
import java.util.function.Supplier;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * A client of another service that contains its failures: timeout, bulkhead, rate limit and retry of each call, and a
 * circuit breaker around the callers' work.
 */
final class ResilientClient {
    private static final Duration OPEN_TIME = Duration.ofSeconds(2);
    /** Number of trial calls in the half-open state. If the service is still down, they time out. */
    private static final int TRIAL_CALLS = 3;

    private static final Duration MAX_WAIT_FOR_PERMISSION = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final String name;
    private final WebClient client;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final RateLimiter limiter;
    private final Retry retry;

    ResilientClient(
            String name, String url, WebClient.Builder builder, ServiceTokens tokens, ServicesProperties properties) {
        this.name = name;
        this.timeout = properties.timeout();
        // The default pool has a few connections per core, fewer than the orders that wait concurrently.
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
                        .maxWaitDuration(MAX_WAIT_FOR_PERMISSION)
                        .build());
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(properties.rate())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(MAX_WAIT_FOR_PERMISSION)
                        .build());
        // A call that timed out is not retried: its caller has waited long enough.
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(properties.attempts())
                        .waitDuration(RETRY_PAUSE)
                        .retryExceptions(WebClientRequestException.class)
                        .build());
    }

    private static CircuitBreakerConfig breaking() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .ignoreException(failure -> !isServicesFault(failure))
                .waitDurationInOpenState(OPEN_TIME)
                .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                .build();
    }

    // Neither our database's failures nor our own limits say anything about the service.
    private static boolean isServicesFault(Throwable failure) {
        return failure instanceof ServiceUnavailable unavailable
                && !(unavailable.getCause() instanceof BulkheadFullException)
                && !(unavailable.getCause() instanceof RequestNotPermitted);
    }

    /**
     * Runs work that calls the service, unless the circuit breaker is open.
     *
     * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException if it is open; the work did not start
     */
    <T> T guard(Supplier<T> work) {
        return breaker.executeSupplier(work);
    }

    /**
     * Calls the service and blocks until it responds.
     *
     * @throws ServiceUnavailable when the call failed; it may have taken effect
     */
    <T> T call(Function<WebClient, Mono<T>> request) {
        Callable<T> answer = () -> Objects.requireNonNull(request.apply(client).block(timeout));
        Callable<T> limited = RateLimiter.decorateCallable(limiter, Bulkhead.decorateCallable(bulkhead, answer));
        try {
            return Retry.decorateCallable(retry, limited).call();
        } catch (Exception e) {
            throw new ServiceUnavailable(name, e);
        }
    }
}
