package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits the request rate per user, so that one user can't starve the others. */
@Component
final class UserRateLimit implements WebFilter, Ordered {

    private final RequestRates rates;

    UserRateLimit(GatewayProperties gateway) {
        this.rates = new RequestRates(gateway.requestsPerSecond());
    }

    /** After security, which determines the user. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(user -> rates.allow(user.getName()))
                .defaultIfEmpty(true)
                .flatMap(allowed -> allowed ? chain.filter(exchange) : Mono.error(tooManyRequests()));
    }

    private static ProblemException tooManyRequests() {
        return RequestRates.exceeded("This user sends too many requests per second.");
    }
}
