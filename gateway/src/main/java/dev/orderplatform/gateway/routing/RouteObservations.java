package dev.orderplatform.gateway.routing;

import io.micrometer.common.KeyValue;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Tags requests with the route's id: paths contain ids, and each would create a time series. */
@Component
final class RouteObservations extends DefaultServerRequestObservationConvention {

    @Override
    protected KeyValue uri(ServerRequestObservationContext request) {
        return request.getAttributes().get(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR) instanceof Route route
                ? KeyValue.of("uri", route.getId())
                : super.uri(request);
    }
}
