package dev.orderplatform.web.trace;

import dev.orderplatform.telemetry.TraceParent;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** Finds the trace of a request. */
public final class RequestTraces {
    private RequestTraces() {}

    /** The context of the request's span; that of a new trace if the request is not traced, such as a probe. */
    public static TraceParent of(ServerWebExchange exchange) {
        return context(exchange).map(TraceParent::of).orElseGet(TraceParent::create);
    }

    /** Empty if the request is not traced. */
    public static Optional<String> traceId(ServerWebExchange exchange) {
        return context(exchange).map(SpanContext::getTraceId);
    }

    private static Optional<SpanContext> context(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(request -> request.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context)
                .map(RequestTraces::context)
                .filter(SpanContext::isValid);
    }

    private static SpanContext context(TraceContext context) {
        boolean sampled = Boolean.TRUE.equals(context.sampled());
        return SpanContext.create(
                context.traceId(),
                context.spanId(),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
