package dev.orderplatform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    private static final String NOT_SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final RecordedSpans spans = new RecordedSpans();
    private final Traces traces = spans.traces();

    @Test
    void spanOfAMessageContinuesItsTrace() {
        traces.start("process", SpanKind.CONSUMER, Optional.of(SAMPLED), Attributes::empty)
                .orElseThrow()
                .end();
        assertThat(spans.only().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(spans.only().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(spans.only().getKind()).isEqualTo(SpanKind.CONSUMER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOT_SAMPLED,
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void withoutASampledParentThereIsNoSpan(String parent) {
        assertThat(traces.start("process", SpanKind.CONSUMER, Optional.of(parent), Attributes::empty))
                .isEmpty();
        traces.record("outbox", SpanKind.PRODUCER, Optional.of(parent), Instant.EPOCH, Attributes::empty);
        assertThat(traces.<String, RuntimeException>run("batch", List.of(parent), () -> "done"))
                .isEqualTo("done");
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void recordedSpanBeganInThePast() {
        Instant start = Instant.now().minusSeconds(60);
        traces.record("outbox", SpanKind.PRODUCER, Optional.of(SAMPLED), start, Attributes::empty);
        Duration duration =
                Duration.ofNanos(spans.only().getEndEpochNanos() - spans.only().getStartEpochNanos());
        assertThat(duration).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void sharedWorkIsAChildOfTheFirstAndLinkedToTheOthers() {
        String first = TraceParent.of(spans.root().getSpanContext()).value();
        String second = TraceParent.of(spans.root().getSpanContext()).value();
        traces.<Boolean, RuntimeException>run("batch", List.of(NOT_SAMPLED, first, second), () -> Traces.isSampled());
        SpanData batch = spans.only();
        assertThat(first).contains(batch.getTraceId(), batch.getParentSpanId());
        assertThat(batch.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(context -> "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01")
                .containsExactly(second);
        assertThat(batch.getAttributes().get(AttributeKey.longKey("batch.size")))
                .isEqualTo(3);
    }

    @Test
    void workRunsInsideItsSpan() {
        traces.<Boolean, RuntimeException>run("batch", List.of(SAMPLED), () -> {
            traces.recordChild("statement", Instant.now(), Attributes.empty());
            return traces.runChild("part", Attributes.empty(), Traces::isSampled);
        });
        assertThat(spans.ended()).extracting(SpanData::getName).containsExactly("statement", "part", "batch");
        String batch = spans.ended().getLast().getSpanId();
        assertThat(spans.ended()).first().extracting(SpanData::getParentSpanId).isEqualTo(batch);
        assertThat(spans.ended().get(1).getParentSpanId()).isEqualTo(batch);
    }

    @Test
    void failureIsRecordedAndRethrown() {
        assertThatThrownBy(() -> traces.run("batch", List.of(SAMPLED), () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(spans.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.only().getEvents()).hasSize(1);
    }

    @Test
    void newTracesDifferAndAreNotSampled() {
        assertThat(TraceParent.create()).isNotEqualTo(TraceParent.create());
        assertThat(TraceParent.create().value()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void noTracesRunTheWorkAlone() {
        assertThat(Traces.none().<String, RuntimeException>run("batch", List.of(SAMPLED), () -> "done"))
                .isEqualTo("done");
    }
}
