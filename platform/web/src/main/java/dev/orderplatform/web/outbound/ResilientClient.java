package dev.orderplatform.web.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/** Calls one other system. All calls must be idempotent: one may be repeated although it had its effect. */
public final class ResilientClient {
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);
    private static final Duration OPEN_TIME = Duration.ofSeconds(2);
    // Lenient: the other system may add fields.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String system;
    private final WebClient client;
    private final Duration timeout;
    private final RetryBudget budget = new RetryBudget();
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;

    /** @param system its name, in messages */
    public ResilientClient(String system, WebClient client, CallLimits limits) {
        this.system = system;
        this.client = client;
        this.timeout = limits.timeout();
        this.retry = Retry.of(system, retrying(limits));
        this.breaker = CircuitBreaker.of(system, breaking());
        this.bulkhead = Bulkhead.of(
                system,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.concurrency())
                        .maxWaitDuration(limits.timeout())
                        .build());
    }

    private RetryConfig retrying(CallLimits limits) {
        return RetryConfig.custom()
                .maxAttempts(limits.attempts())
                .intervalFunction(IntervalFunction.ofRandomized(RETRY_PAUSE))
                .retryOnException(failure -> !isOwnLimit(failure) && budget.take())
                .build();
    }

    // Our own limits say nothing about the system, and a retry would meet them again.
    private static boolean isOwnLimit(Throwable failure) {
        return failure instanceof CallNotPermittedException || failure instanceof BulkheadFullException;
    }

    private static CircuitBreakerConfig breaking() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .ignoreException(ResilientClient::isOwnLimit)
                .waitDurationInOpenState(OPEN_TIME)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build();
    }

    /** An answer other than a failure of the system: a 4xx is one, too, except 429. */
    public record Answer(HttpStatusCode status, String body) {

        public boolean is(HttpStatus expected) {
            return status.value() == expected.value();
        }

        /** @throws IllegalStateException if the body is not a JSON form of that type */
        public <T> T as(Class<T> type) {
            try {
                return Objects.requireNonNull(JSON.readValue(body, type));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the answer " + status.value() + " can't be read", e);
            }
        }
    }

    /**
     * Makes a call and blocks until it is answered.
     *
     * @throws SystemUnavailable if it was not answered in time, or with 5xx or 429; it may have had its effect
     */
    public Answer call(Function<WebClient, RequestHeadersSpec<?>> request) {
        budget.called();
        Supplier<Answer> guarded =
                CircuitBreaker.decorateSupplier(breaker, () -> bulkhead.executeSupplier(() -> send(request)));
        try {
            return Retry.decorateSupplier(retry, guarded).get();
        } catch (SystemUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SystemUnavailable(system, e.toString());
        }
    }

    private Answer send(Function<WebClient, RequestHeadersSpec<?>> request) {
        Mono<Answer> answer = request.apply(client).exchangeToMono(this::answer);
        return Objects.requireNonNull(answer.block(timeout));
    }

    private Mono<Answer> answer(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is5xxServerError() || status.value() == HttpStatus.TOO_MANY_REQUESTS.value()) {
            return response.releaseBody()
                    .then(Mono.error(() -> new SystemUnavailable(system, "it answered " + status.value())));
        }
        return response.bodyToMono(String.class).defaultIfEmpty("").map(body -> new Answer(status, body));
    }
}
