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
 * Stops asking a service that does not answer: callers get their 503 at once, and the service gets room to come back.
 * One breaker a route. Whatever answer a service gives is a success here; only silence and broken connections count.
 */
@Component
final class UpstreamBreaker implements GlobalFilter, Ordered {

    private final CircuitBreakerRegistry breakers;

    UpstreamBreaker(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        return guard(route.getId(), exchange, chain);
    }

    /** Goes on to the service behind a route, unless its breaker is open. */
    Mono<Void> guard(String route, ServerWebExchange exchange, GatewayFilterChain chain) {
        CircuitBreaker breaker = breakers.circuitBreaker(route);
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(ProblemException.unavailable("The service behind the gateway is not available."));
        }
        Attempt attempt = new Attempt(breaker);
        // At the head, not at the end: a stream of events may last for hours.
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(attempt::answered));
        return chain.filter(exchange)
                .doOnSuccess(_ -> attempt.answered())
                .doOnError(attempt::failed)
                .doOnCancel(attempt::abandoned);
    }

    /** One use of a permission; it is given back once, whichever way the request ends first. */
    private static final class Attempt {

        private final CircuitBreaker breaker;
        private final long start = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean();

        Attempt(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        void answered() {
            if (over.compareAndSet(false, true)) {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }

        void failed(Throwable failure) {
            if (!UpstreamFailures.isUpstream(failure)) {
                abandoned();
            } else if (over.compareAndSet(false, true)) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            }
        }

        void abandoned() {
            if (over.compareAndSet(false, true)) {
                breaker.releasePermission();
            }
        }
    }
}
