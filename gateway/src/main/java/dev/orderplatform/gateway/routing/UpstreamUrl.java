package dev.orderplatform.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Builds the upstream URL with the client's path and query unchanged. Replaces {@link RouteToRequestUrlFilter}, which
 * double-encodes percent signs if a value contains "=" or a name "[]".
 */
@Component
final class UpstreamUrl implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, at(route.getUri(), exchange.getRequest()));
        return chain.filter(exchange);
    }

    /** The client's path and query at this service. */
    static URI at(URI service, ServerHttpRequest request) {
        URI client = request.getURI();
        String query = client.getRawQuery() == null ? "" : "?" + client.getRawQuery();
        return URI.create(service.getScheme() + "://" + service.getRawAuthority() + client.getRawPath() + query);
    }
}
