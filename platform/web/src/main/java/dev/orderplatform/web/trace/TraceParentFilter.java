package dev.orderplatform.web.trace;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads the request's trace context, or creates one, before any other filter. */
public final class TraceParentFilter implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        TraceParent trace = TraceParent.parse(exchange.getRequest().getHeaders().getFirst(TraceParent.HEADER))
                .orElseGet(TraceParent::create);
        exchange.getAttributes().put(TraceParent.class.getName(), trace);
        return chain.filter(exchange).contextWrite(context -> context.put(TraceParent.class, trace));
    }

    /** The trace context of an exchange that has passed this filter. */
    public static TraceParent of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(TraceParent.class.getName());
    }
}
