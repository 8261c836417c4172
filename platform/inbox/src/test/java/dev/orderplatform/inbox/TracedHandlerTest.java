package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.telemetry.RecordedSpans;
import dev.orderplatform.telemetry.Traces;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracedHandlerTest {
    private static final String TRACE_1 = "11111111111111111111111111111111";
    private static final String TRACE_2 = "22222222222222222222222222222222";
    private static final String SPAN = "00f067aa0ba902b7";

    private final RecordedSpans spans = new RecordedSpans();
    private final List<ReceivedEvent<StockEvent>> handled = new ArrayList<>();
    private boolean sampledDuringTransaction;

    @Test
    void eachSampledEventHasASpanAndTheTransactionIsLinkedToAll() {
        handler().handle(List.of(event(1, TRACE_1, "01"), event(2, TRACE_2, "01"), event(3, TRACE_2, "00")));
        SpanData transaction = span("group transaction");
        SpanData first = spanOf(TRACE_1);
        SpanData second = spanOf(TRACE_2);
        assertThat(List.of(first, second)).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("process StockReleasedEvent");
            assertThat(span.getParentSpanId()).isEqualTo(SPAN);
        });
        assertThat(transaction.getParentSpanId()).isEqualTo(first.getSpanId());
        assertThat(transaction.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(second.getSpanId());
        assertThat(sampledDuringTransaction).isTrue();
    }

    @Test
    void resultingEventsContinueTheSpanOfTheirCause() {
        handler().handle(List.of(event(1, TRACE_1, "01"), event(2, TRACE_2, "00")));
        assertThat(handled)
                .extracting(event -> event.traceparent().orElseThrow())
                .containsExactly("00-" + TRACE_1 + "-" + spanOf(TRACE_1).getSpanId() + "-01", header(TRACE_2, "00"));
    }

    @Test
    void withoutASampledEventThereIsNoSpan() {
        handler().handle(List.of(event(1, TRACE_1, "00")));
        assertThat(handled).hasSize(1);
        assertThat(sampledDuringTransaction).isFalse();
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void failureMarksAllSpansOfTheBatch() {
        TracedHandler<StockEvent> failing = new TracedHandler<>(
                "group",
                EventStreams.STOCK,
                _ -> {
                    throw new IllegalStateException("broken");
                },
                spans.traces());
        assertThatThrownBy(() -> failing.handle(List.of(event(1, TRACE_1, "01"), event(2, TRACE_2, "01"))))
                .hasMessage("broken");
        assertThat(spans.ended()).hasSize(3).allMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR);
    }

    private TracedHandler<StockEvent> handler() {
        return new TracedHandler<>(
                "group",
                EventStreams.STOCK,
                events -> {
                    handled.addAll(events);
                    sampledDuringTransaction = Traces.isSampled();
                },
                spans.traces());
    }

    private SpanData span(String name) {
        return spans.ended().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SpanData spanOf(String trace) {
        return spans.ended().stream()
                .filter(span ->
                        span.getTraceId().equals(trace) && span.getName().startsWith("process"))
                .findFirst()
                .orElseThrow();
    }

    private static ReceivedEvent<StockEvent> event(long order, String trace, String flags) {
        return new ReceivedEvent<>(
                new StockReleasedEvent(order, 1, 1, Instant.EPOCH), Optional.of(header(trace, flags)));
    }

    private static String header(String trace, String flags) {
        return "00-" + trace + "-" + SPAN + "-" + flags;
    }
}
