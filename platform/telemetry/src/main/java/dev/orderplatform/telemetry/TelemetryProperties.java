package dev.orderplatform.telemetry;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of traces.
 *
 * @param exporter where spans are sent to; with {@code none} no request is sampled, but its trace context is still
 *     passed on and logged
 * @param endpoint URL of the collector; by default that of the exporter's protocol on this machine
 * @param edge whether this process decides which traces are sampled; the others follow its decision
 * @param followClients whether the edge also samples what a client asks for: it could have all its requests traced
 * @param sampling share of the traces that are sampled, 0 to 1
 */
@ConfigurationProperties("platform.telemetry")
record TelemetryProperties(
        @DefaultValue("none") Exporter exporter,
        @Nullable URI endpoint,
        @DefaultValue("false") boolean edge,
        @DefaultValue("false") boolean followClients,
        @DefaultValue("0.01") double sampling) {

    enum Exporter {
        NONE(""),
        ZIPKIN("http://127.0.0.1:9411/api/v2/spans"),
        OTLP("http://127.0.0.1:4318/v1/traces");

        private final String defaultEndpoint;

        Exporter(String defaultEndpoint) {
            this.defaultEndpoint = defaultEndpoint;
        }
    }

    TelemetryProperties {
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("platform.telemetry.sampling must be from 0 to 1, not " + sampling);
        }
    }

    String url() {
        return endpoint == null ? exporter.defaultEndpoint : endpoint.toString();
    }

    boolean followsClients() {
        return followClients && exporter != Exporter.NONE;
    }

    /** Zero if nobody receives the spans. */
    double effectiveSampling() {
        return exporter == Exporter.NONE ? 0 : sampling;
    }
}
