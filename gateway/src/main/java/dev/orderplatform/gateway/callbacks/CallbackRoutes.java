package dev.orderplatform.gateway.callbacks;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.UpstreamService;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The routes of callbacks. */
@Component
public final class CallbackRoutes {
    private final List<Callback> callbacks;

    private record Callback(PathPattern path, String idField) {}

    public CallbackRoutes(GatewayProperties gateway) {
        this.callbacks = gateway.services().values().stream()
                .flatMap(service -> service.routes().stream())
                .filter(UpstreamService.Route::isCallback)
                .map(route -> new Callback(PathPatternParser.defaultInstance.parse(route.path()), route.idField()))
                .toList();
    }

    /** Whether the request is a callback, whatever its method. */
    public boolean contain(ServerWebExchange exchange) {
        return idField(exchange).isPresent();
    }

    Optional<String> idField(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return callbacks.stream()
                .filter(callback -> callback.path().matches(path))
                .map(Callback::idField)
                .findFirst();
    }
}
