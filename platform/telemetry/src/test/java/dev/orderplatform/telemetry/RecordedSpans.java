package dev.orderplatform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** {@link Traces} that keep their spans in memory. */
public final class RecordedSpans {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    public Traces traces() {
        return new Traces(telemetry);
    }

    /** A span that is sampled and does not end. */
    public Span root() {
        return telemetry.getTracer("test").spanBuilder("root").setNoParent().startSpan();
    }

    /** The spans that have ended, in this order. */
    public List<SpanData> ended() {
        return exporter.getFinishedSpanItems();
    }

    public SpanData only() {
        List<SpanData> ended = ended();
        if (ended.size() != 1) {
            throw new AssertionError("not one span: " + ended);
        }
        return ended.getFirst();
    }
}
