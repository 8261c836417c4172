package dev.orderplatform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The context of a span, as it is stored and sent: <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>.
 *
 * @param value as in the header: {@code 00-<32 hex>-<16 hex>-<2 hex>}
 */
public record TraceParent(String value) {
    public static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String value) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String value, String key) {
            return key.equals(HEADER) ? value : null;
        }
    };

    /** The context of a new trace, which is not sampled. */
    public static TraceParent create() {
        IdGenerator ids = IdGenerator.random();
        return of(SpanContext.create(
                ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getDefault(), TraceState.getDefault()));
    }

    /** @throws IllegalArgumentException if the context is not valid */
    public static TraceParent of(SpanContext context) {
        if (!context.isValid()) {
            throw new IllegalArgumentException("there is no span");
        }
        AtomicReference<String> header = new AtomicReference<>("");
        W3C.inject(Context.root().with(Span.wrap(context)), header, (carrier, key, value) -> {
            if (carrier != null && key.equals(HEADER)) {
                carrier.set(value);
            }
        });
        return new TraceParent(header.get());
    }

    /** Empty unless the header is valid and its trace is sampled. */
    static Optional<SpanContext> sampled(String header) {
        if (lacksSampledFlag(header)) {
            return Optional.empty();
        }
        SpanContext context =
                Span.fromContext(W3C.extract(Context.root(), header, GETTER)).getSpanContext();
        return context.isSampled() ? Optional.of(context) : Optional.empty();
    }

    // Each event passes here, and parsing costs more than this look at the last digit of the flags.
    private static boolean lacksSampledFlag(String header) {
        return header.isEmpty() || (Character.digit(header.charAt(header.length() - 1), 16) & 1) == 0;
    }
}
