package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.provider.ProviderProperties;
import dev.orderplatform.payment.provider.ProviderUnavailable;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/**
 * Sends requests to the provider: each attempt with a time-out and through the circuit breaker, retried within a budget
 * of time, and not more at once than the bulkhead allows. Their settings are in application.yml.
 */
@Component
final class ProviderClient {
    private static final String NAME = "payment-provider";

    private final WebClient http;
    private final ProviderProperties properties;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final Bulkhead bulkhead;

    ProviderClient(
            WebClient.Builder builder,
            ProviderProperties properties,
            CircuitBreakerRegistry breakers,
            RetryRegistry retries,
            BulkheadRegistry bulkheads) {
        this.http = builder.baseUrl(properties.url().toString()).build();
        this.properties = properties;
        this.breaker = breakers.circuitBreaker(NAME);
        this.retry = retries.retry(NAME);
        this.bulkhead = bulkheads.bulkhead(NAME);
    }

    /**
     * Blocks for the budget at most.
     *
     * @param type of the body of a successful answer
     * @throws ProviderUnavailable without an answer, or if it says that the provider cannot do it now
     */
    <T> Reply<T> send(Class<T> type, Function<WebClient, RequestHeadersSpec<?>> request) {
        return request.apply(http)
                .exchangeToMono(response -> reply(response, type))
                .timeout(properties.timeout())
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .timeout(properties.budget())
                .onErrorMap(failure -> !(failure instanceof ProviderUnavailable), ProviderClient::unavailable)
                .blockOptional()
                .orElseThrow(() -> new ProviderUnavailable("the payment provider's answer is empty"));
    }

    private static <T> Mono<Reply<T>> reply(ClientResponse response, Class<T> type) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(type).map(body -> new Reply<>(status.value(), Optional.of(body)));
        }
        Reply<T> refused = new Reply<>(status.value(), Optional.empty());
        return response.releaseBody()
                .then(
                        status.is4xxClientError() && status.value() != HttpStatus.TOO_MANY_REQUESTS.value()
                                ? Mono.just(refused)
                                : Mono.error(refused.unexpected()));
    }

    private static ProviderUnavailable unavailable(Throwable failure) {
        return new ProviderUnavailable("the payment provider did not answer: " + failure);
    }
}
