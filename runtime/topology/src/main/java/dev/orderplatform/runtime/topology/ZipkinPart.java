package dev.orderplatform.runtime.topology;

import java.util.Optional;

/** Zipkin, which stores and shows traces. It belongs to no region. */
public record ZipkinPart(String name, String host, int port) implements Part {

    @Override
    public Kind kind() {
        return Kind.TELEMETRY;
    }

    @Override
    public Optional<String> region() {
        return Optional.empty();
    }

    /** Where services send their spans. */
    public String spansUrl() {
        return "http://" + address() + "/api/v2/spans";
    }

    /** URL of Zipkin's page. */
    public String url() {
        return "http://localhost:" + port + "/zipkin";
    }
}
