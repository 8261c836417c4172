package dev.orderplatform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The spans that no framework starts: those of messages and of work that several requests share. Their parents are
 * stored trace contexts. Without a sampled parent there is no span, and next to no cost.
 */
public final class Traces {
    private final Tracer tracer;

    Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.orderplatform");
    }

    /** Starts no spans: for code that runs outside a service. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop());
    }

    /** Work that returns a value. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Starts a span of one message or request. Empty if its trace is not sampled.
     *
     * @param attributes evaluated for a sampled trace only
     */
    public Optional<Span> start(String name, SpanKind kind, Optional<String> parent, Supplier<Attributes> attributes) {
        return parent.flatMap(TraceParent::sampled)
                .map(context -> builder(name, context)
                        .setSpanKind(kind)
                        .setAllAttributes(attributes.get())
                        .startSpan());
    }

    /**
     * Records a span that began in the past and ends now.
     *
     * @param attributes evaluated for a sampled trace only
     */
    public void record(
            String name, SpanKind kind, Optional<String> parent, Instant start, Supplier<Attributes> attributes) {
        parent.flatMap(TraceParent::sampled)
                .ifPresent(context -> record(builder(name, context).setSpanKind(kind), start, attributes.get()));
    }

    /** Records a child of the current span that began in the past and ends now. */
    public void recordChild(String name, Instant start, Attributes attributes) {
        record(tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT), start, attributes);
    }

    private static void record(SpanBuilder span, Instant start, Attributes attributes) {
        span.setAllAttributes(attributes).setStartTimestamp(start).startSpan().end();
    }

    /** Whether the current span is sampled. */
    public static boolean isSampled() {
        return Span.current().getSpanContext().isSampled();
    }

    /**
     * Runs work that several requests or messages may share, such as a transaction. Its span is a child of the first of
     * them, and has links to the others.
     *
     * @param parents trace contexts; those that are not sampled are ignored
     */
    public <T, E extends Exception> T run(String name, List<String> parents, Work<T, E> work) throws E {
        List<SpanContext> sampled = parents.stream()
                .flatMap(parent -> TraceParent.sampled(parent).stream())
                .toList();
        if (sampled.isEmpty()) {
            return work.run();
        }
        SpanBuilder builder = builder(name, sampled.getFirst());
        sampled.stream().skip(1).forEach(builder::addLink);
        return run(builder.setAttribute("batch.size", parents.size()).startSpan(), work);
    }

    /** Runs work in a child of the current span, if that is sampled. */
    public <T, E extends Exception> T runChild(String name, Attributes attributes, Work<T, E> work) throws E {
        if (!isSampled()) {
            return work.run();
        }
        return run(tracer.spanBuilder(name).setAllAttributes(attributes).startSpan(), work);
    }

    private SpanBuilder builder(String name, SpanContext parent) {
        return tracer.spanBuilder(name).setParent(Context.root().with(Span.wrap(parent)));
    }

    private static <T, E extends Exception> T run(Span span, Work<T, E> work) throws E {
        try (Scope _ = span.makeCurrent()) {
            return work.run();
        } catch (Exception | Error e) {
            fail(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Marks a span as failed. */
    public static void fail(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        span.recordException(failure);
    }
}
