package dev.orderplatform.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.web.problem.ProblemException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Resends a request once to the owner named by a 421 response: the slot has moved, and the gateway's region map is
 * stale. This works for bodies too, because {@code BodyLimit} buffers them.
 */
@Component
final class FollowOwner implements GlobalFilter, Ordered {
    /** After the upstream URL is set, and before the request is sent. */
    static final int ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;

    private static final HttpStatusCode MISDIRECTED = HttpStatusCode.valueOf(421);

    private final GatewayProperties gateway;

    FollowOwner(GatewayProperties gateway) {
        this.gateway = gateway;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .then(Mono.defer(() -> isMisdirected(exchange) ? follow(exchange, chain) : Mono.empty()));
    }

    private Mono<Void> follow(ServerWebExchange exchange, GatewayFilterChain chain) {
        String service = Routes.serviceOf(exchange);
        return owner(exchange).flatMap(owner -> {
            clearResponse(exchange);
            URI instance = gateway.service(service).in(owner).orElseThrow(FollowOwner::moving);
            exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, UpstreamUrl.at(instance, exchange.getRequest()));
            exchange.getAttributes().put(UpstreamCircuitBreaker.ROUTE, Routes.id(service, owner));
            return chain.filter(exchange)
                    .then(Mono.defer(() -> isMisdirected(exchange) ? giveUp(exchange) : Mono.empty()));
        });
    }

    /** After a second 421. Nothing of it reaches the client. */
    private static Mono<Void> giveUp(ServerWebExchange exchange) {
        return owner(exchange).doOnNext(_ -> clearResponse(exchange)).then(Mono.error(FollowOwner::moving));
    }

    private static boolean isMisdirected(ServerWebExchange exchange) {
        return MISDIRECTED.equals(exchange.getResponse().getStatusCode());
    }

    // Uses the header, as a response to HEAD has no body. Drains the body so that the connection returns to the pool.
    private static Mono<String> owner(ServerWebExchange exchange) {
        Connection connection = exchange.getRequiredAttribute(CLIENT_RESPONSE_CONN_ATTR);
        String owner = exchange.getResponse().getHeaders().getFirst(RequestSlot.OWNER);
        return connection
                .inbound()
                .receive()
                .then(Mono.justOrEmpty(Optional.ofNullable(owner)))
                .switchIfEmpty(Mono.error(FollowOwner::moving));
    }

    private static void clearResponse(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        Collection<String> names = exchange.getAttributeOrDefault(CLIENT_RESPONSE_HEADER_NAMES, List.of());
        names.forEach(response.getHeaders()::remove);
        response.setStatusCode(null);
        exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR);
        ServerWebExchangeUtils.removeAlreadyRouted(exchange);
    }

    private static ProblemException moving() {
        return ProblemException.unavailable("These orders are moving to another region; try again.");
    }
}
