package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.kafka.MessageAttributes;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives each sampled event a span of its own, a child of the context in which the event was created, and the batch's
 * transaction one that is linked to all of these. Resulting events continue the trace of the event that caused them.
 */
final class TracedHandler<E extends Event> implements EventHandler<E> {
    private final String group;
    private final EventStream<E> stream;
    private final EventHandler<E> handler;
    private final Traces traces;

    TracedHandler(String group, EventStream<E> stream, EventHandler<E> handler, Traces traces) {
        this.group = group;
        this.stream = stream;
        this.handler = handler;
        this.traces = traces;
    }

    @Override
    public void handle(List<ReceivedEvent<E>> events) {
        List<Span> spans = new ArrayList<>();
        List<ReceivedEvent<E>> traced = new ArrayList<>(events.size());
        for (ReceivedEvent<E> event : events) {
            Optional<Span> span = span(event);
            span.ifPresent(spans::add);
            traced.add(span.map(started -> new ReceivedEvent<>(
                            event.event(),
                            Optional.of(TraceParent.of(started.getSpanContext()).value())))
                    .orElse(event));
        }
        try {
            traces.run(group + " transaction", parents(traced), () -> {
                handler.handle(traced);
                return true;
            });
        } catch (RuntimeException e) {
            // The transaction's span has the exception; a stack trace for each event would fill the memory.
            spans.forEach(span -> span.setStatus(StatusCode.ERROR));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private Optional<Span> span(ReceivedEvent<E> received) {
        String type = received.event().getClass().getSimpleName();
        return traces.start(
                "process " + type,
                SpanKind.CONSUMER,
                received.traceparent(),
                () -> MessageAttributes.of(stream.topic(), received.event().id().toString(), type));
    }

    private static <E extends Event> List<String> parents(List<ReceivedEvent<E>> events) {
        return events.stream().flatMap(event -> event.traceparent().stream()).toList();
    }
}
