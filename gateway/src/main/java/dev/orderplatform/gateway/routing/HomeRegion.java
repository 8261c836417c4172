package dev.orderplatform.gateway.routing;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The region that answers a request: its user's home. */
@FunctionalInterface
interface HomeRegion {

    /** The region's name, one of those configured. */
    Mono<String> of(ServerWebExchange exchange);
}
