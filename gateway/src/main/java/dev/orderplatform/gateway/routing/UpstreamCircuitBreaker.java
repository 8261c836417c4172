package dev.orderplatform.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.orderplatform.web.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Circuit breaker, one per route: while a service is down, callers get a 503 immediately, and the service can recover.
 * Any response counts as a success; only timeouts and connection failures count as failures.
 */
@Component
final class UpstreamCircuitBreaker implements GlobalFilter, Ordered {

    /** Attribute with the route id, if {@link FollowOwner} has changed the route. */
    static final String ROUTE = UpstreamCircuitBreaker.class.getName() + ".route";

    private final CircuitBreakerRegistry breakers;

    UpstreamCircuitBreaker(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    /** After the body was received: a slow client must not use up the calls permitted in half-open state. */
    @Override
    public int getOrder() {
        return FollowOwner.ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        CircuitBreaker breaker = breakers.circuitBreaker(route(exchange));
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(ProblemException.unavailable("The upstream service is not available."));
        }
        Attempt attempt = new Attempt(breaker);
        return chain.filter(exchange)
                .doOnSuccess(_ -> attempt.succeeded())
                .doOnError(attempt::failed)
                .doOnCancel(attempt::abandoned);
    }

    private static String route(ServerWebExchange exchange) {
        String followed = exchange.getAttribute(ROUTE);
        return followed != null
                ? followed
                : exchange.<Route>getRequiredAttribute(GATEWAY_ROUTE_ATTR).getId();
    }

    /** One acquired permission; returned exactly once, however the request ends. */
    private static final class Attempt {

        private final CircuitBreaker breaker;
        private final long start = System.nanoTime();
        private final AtomicBoolean completed = new AtomicBoolean();

        Attempt(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        void succeeded() {
            if (completed.compareAndSet(false, true)) {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }

        void failed(Throwable failure) {
            if (!UpstreamFailures.isUpstream(failure)) {
                abandoned();
            } else if (completed.compareAndSet(false, true)) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            }
        }

        void abandoned() {
            if (completed.compareAndSet(false, true)) {
                breaker.releasePermission();
            }
        }
    }
}
