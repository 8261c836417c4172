package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.callbacks.CallbackRoutes;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits the rate of callbacks per address: they have no user, and forged ones cost a signature check. */
@Component
final class CallbackRateLimit implements WebFilter, Ordered {

    private final CallbackRoutes callbacks;
    private final RequestRates rates;

    CallbackRateLimit(GatewayProperties gateway, CallbackRoutes callbacks) {
        this.callbacks = callbacks;
        this.rates = new RequestRates(gateway.callbacks().requestsPerSecond());
    }

    /** Before the body is received. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return !callbacks.contain(exchange) || rates.allow(RemoteAddress.of(exchange))
                ? chain.filter(exchange)
                : Mono.error(RequestRates.exceeded("Too many callbacks per second come from this address."));
    }
}
