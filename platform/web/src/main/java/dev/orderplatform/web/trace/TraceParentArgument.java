package dev.orderplatform.web.trace;

import dev.orderplatform.telemetry.TraceParent;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Resolves controller parameters of type {@link TraceParent}. */
public final class TraceParentArgument implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == TraceParent.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return RequestTraces.of(exchange);
    }
}
