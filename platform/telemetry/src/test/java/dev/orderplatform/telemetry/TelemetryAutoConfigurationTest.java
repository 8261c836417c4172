package dev.orderplatform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.zipkin.ZipkinSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TelemetryAutoConfigurationTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    OpenTelemetryAutoConfiguration.class,
                    OpenTelemetryTracingAutoConfiguration.class,
                    TelemetryAutoConfiguration.class));

    private final ApplicationContextRunner edge = service.withPropertyValues(
            "platform.telemetry.edge=true", "platform.telemetry.exporter=zipkin", "platform.telemetry.sampling=1");

    @Test
    void serviceFollowsTheDecisionOfTheEdge() {
        Sampler sampler = sampler(service, "platform.telemetry.exporter=zipkin", "platform.telemetry.sampling=1");
        assertThat(isSampled(sampler, parent(TraceFlags.getSampled()))).isTrue();
        assertThat(isSampled(sampler, parent(TraceFlags.getDefault()))).isFalse();
        assertThat(isSampled(sampler, Context.root())).isFalse();
    }

    @Test
    void edgeIgnoresTheDecisionOfTheClient() {
        Sampler all = sampler(edge);
        assertThat(isSampled(all, Context.root())).isTrue();
        assertThat(isSampled(all, parent(TraceFlags.getDefault()))).isTrue();
        Sampler none = sampler(edge, "platform.telemetry.sampling=0");
        assertThat(isSampled(none, parent(TraceFlags.getSampled()))).isFalse();
    }

    @Test
    void clientCannotChooseATraceIdThatIsSampled() {
        Sampler sampler = sampler(edge, "platform.telemetry.sampling=0.01");
        String lowest = "00000000000000000000000000000001";
        assertThat(IntStream.range(0, 100)).anyMatch(_ -> !isSampled(sampler, parent(TraceFlags.getSampled()), lowest));
    }

    @Test
    void edgeMayFollowClientsThatWantToBeTraced() {
        Sampler sampler = sampler(edge, "platform.telemetry.sampling=0", "platform.telemetry.follow-clients=true");
        assertThat(isSampled(sampler, parent(TraceFlags.getSampled()))).isTrue();
        assertThat(isSampled(sampler, parent(TraceFlags.getDefault()))).isFalse();
    }

    @Test
    void nothingIsSampledThatNobodyReceives() {
        edge.withPropertyValues("platform.telemetry.exporter=none").run(context -> {
            assertThat(isSampled(context.getBean(Sampler.class), Context.root()))
                    .isFalse();
            assertThat(context).doesNotHaveBean(SpanExporter.class);
        });
    }

    @Test
    void onePropertyChoosesTheExporter() {
        edge.run(context -> assertThat(context.getBean(SpanExporter.class)).isInstanceOf(ZipkinSpanExporter.class));
        edge.withPropertyValues(
                        "platform.telemetry.exporter=otlp", "platform.telemetry.endpoint=http://127.0.0.1:1/v1/traces")
                .run(context -> {
                    assertThat(context.getBean(SpanExporter.class)).isInstanceOf(OtlpHttpSpanExporter.class);
                    assertThat(context.getBean(SpanExporter.class).toString()).contains("http://127.0.0.1:1/v1/traces");
                });
    }

    @Test
    void impossibleShareIsRefused() {
        edge.withPropertyValues("platform.telemetry.sampling=2")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("from 0 to 1"));
    }

    private static Sampler sampler(ApplicationContextRunner runner, String... properties) {
        AtomicReference<Sampler> sampler = new AtomicReference<>();
        runner.withPropertyValues(properties).run(context -> sampler.set(context.getBean(Sampler.class)));
        return sampler.get();
    }

    private static Context parent(TraceFlags flags) {
        return Context.root()
                .with(Span.wrap(
                        SpanContext.createFromRemoteParent(TRACE, "00f067aa0ba902b7", flags, TraceState.getDefault())));
    }

    private static boolean isSampled(Sampler sampler, Context parent) {
        return isSampled(sampler, parent, TRACE);
    }

    private static boolean isSampled(Sampler sampler, Context parent, String trace) {
        return sampler.shouldSample(parent, trace, "request", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }
}
