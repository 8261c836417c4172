package dev.orderplatform.telemetry;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.zipkin.ZipkinSpanExporter;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/** Provides {@link Traces}, the sampler, the exporter and {@link MetricsServer}. Spring Boot creates the rest of OpenTelemetry. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@EnableConfigurationProperties({TelemetryProperties.class, MetricsProperties.class})
class TelemetryAutoConfiguration {
    /** Of a request to the collector. At a stop, what is queued is sent in one. */
    private static final int TIMEOUT_MS = 2_000;

    /** More than any consumer's batch. */
    private static final int MAX_LINKS = 1_000;

    @Bean
    Traces traces(OpenTelemetry telemetry) {
        return new Traces(telemetry);
    }

    @Bean
    @ConditionalOnProperty("platform.metrics.port")
    MetricsServer metricsServer(PrometheusMeterRegistry registry, MetricsProperties properties) {
        return new MetricsServer(registry, properties.socket());
    }

    @Bean
    Sampler sampler(TelemetryProperties properties) {
        if (!properties.edge()) {
            // A trace that begins here belongs to no request: periodic work, calls of other services' background tasks.
            return Sampler.parentBased(Sampler.alwaysOff());
        }
        Sampler ratio = new RatioSampler(properties.effectiveSampling());
        return Sampler.parentBasedBuilder(ratio)
                .setRemoteParentSampled(properties.followsClients() ? Sampler.alwaysOn() : ratio)
                .setRemoteParentNotSampled(ratio)
                .build();
    }

    @Bean
    SdkTracerProviderBuilderCustomizer linksOfABatch() {
        SpanLimits limits = SpanLimits.builder().setMaxNumberOfLinks(MAX_LINKS).build();
        return provider -> provider.setSpanLimits(limits);
    }

    @Bean
    @ConditionalOnProperty(name = "platform.telemetry.exporter", havingValue = "zipkin")
    SpanExporter zipkinExporter(TelemetryProperties properties) {
        URLConnectionSender sender = URLConnectionSender.newBuilder()
                .endpoint(properties.url())
                .connectTimeout(TIMEOUT_MS)
                .readTimeout(TIMEOUT_MS)
                .build();
        return ZipkinSpanExporter.builder().setSender(sender).build();
    }

    @Bean
    @ConditionalOnProperty(name = "platform.telemetry.exporter", havingValue = "otlp")
    SpanExporter otlpExporter(TelemetryProperties properties) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.url())
                .setTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .build();
    }
}
