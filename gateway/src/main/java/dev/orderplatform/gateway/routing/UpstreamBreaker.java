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
 * One breaker a route. Whatever answer a service begins is a success here; only silence and broken connections count.
 */
@Component
final class UpstreamBreaker implements GlobalFilter, Ordered {

    /** Name of the route whose service is asked, where it is not the one that was found for the request. */
    static final String ROUTE = UpstreamBreaker.class.getName() + ".route";

    private final CircuitBreakerRegistry breakers;

    UpstreamBreaker(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    /** When the body is there: a client that takes its time must not use up the tries that a half-open breaker allows. */
    @Override
    public int getOrder() {
        return FollowOwner.ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        CircuitBreaker breaker = breakers.circuitBreaker(route(exchange));
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(ProblemException.unavailable("The service behind the gateway is not available."));
        }
        Attempt attempt = new Attempt(breaker);
        return chain.filter(exchange)
                .doOnSuccess(_ -> attempt.answered())
                .doOnError(attempt::failed)
                .doOnCancel(attempt::abandoned);
    }

    private static String route(ServerWebExchange exchange) {
        String followed = exchange.getAttribute(ROUTE);
        return followed != null
                ? followed
                : exchange.<Route>getRequiredAttribute(GATEWAY_ROUTE_ATTR).getId();
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
