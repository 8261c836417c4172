package dev.orderplatform.gateway.routing;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The home region of a request, which serves it. */
@FunctionalInterface
interface HomeRegion {

    /** The name of a configured region. */
    Mono<String> of(ServerWebExchange exchange);
}
