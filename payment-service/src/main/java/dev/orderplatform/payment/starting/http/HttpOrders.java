package dev.orderplatform.payment.starting.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.starting.OrderToPay;
import dev.orderplatform.payment.starting.Orders;
import dev.orderplatform.payment.starting.OrdersUnavailable;
import dev.orderplatform.web.identity.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Looks up orders through a circuit breaker: while order-service is down, payments are refused at once. */
@Component
@EnableConfigurationProperties(OrderServiceProperties.class)
final class HttpOrders implements Orders {
    private final WebClient orderService;
    private final OrderServiceProperties properties;
    private final CircuitBreaker breaker;

    HttpOrders(
            WebClient.Builder builder,
            ServiceTokens tokens,
            OrderServiceProperties properties,
            CircuitBreakerRegistry breakers) {
        this.orderService = builder.baseUrl(properties.url().toString())
                .filter(tokens.filter())
                .build();
        this.properties = properties;
        this.breaker = breakers.circuitBreaker("order-service");
    }

    @Override
    public Optional<OrderToPay> find(long orderId) {
        try {
            return orderService
                    .get()
                    .uri("/internal/orders/{orderId}", orderId)
                    .exchangeToMono(HttpOrders::order)
                    .timeout(properties.timeout())
                    .transformDeferred(CircuitBreakerOperator.of(breaker))
                    .blockOptional();
        } catch (RuntimeException e) {
            throw new OrdersUnavailable("order-service does not answer: " + e, e);
        }
    }

    private static Mono<OrderToPay> order(ClientResponse response) {
        if (response.statusCode().value() == HttpStatus.NOT_FOUND.value()) {
            return response.releaseBody().then(Mono.empty());
        }
        return response.statusCode().is2xxSuccessful()
                ? response.bodyToMono(OrderBody.class).map(OrderBody::order)
                // 421 too: one of the two services does not know yet who owns the order's slot.
                : response.createError();
    }

    /** JSON of an order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record OrderBody(long userId, String status, long totalMinor, String currency) {

        OrderToPay order() {
            return new OrderToPay(userId, status, new Money(totalMinor, currency));
        }
    }
}
