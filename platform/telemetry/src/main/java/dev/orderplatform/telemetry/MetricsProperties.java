package dev.orderplatform.telemetry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where metrics are served.
 *
 * @param address to listen on; 0.0.0.0 in containers
 * @param port if absent, metrics are not served; 0 selects a free port
 */
@ConfigurationProperties("platform.metrics")
record MetricsProperties(
        @DefaultValue("127.0.0.1") InetAddress address,
        @Nullable Integer port) {

    InetSocketAddress socket() {
        return new InetSocketAddress(address, port == null ? 0 : port);
    }
}
