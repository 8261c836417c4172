package dev.orderplatform.gateway.routing;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.ServiceAddresses;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The upstream connection pool. Spring Cloud Gateway's default pools queue requests without bound while a service is
 * slow; this one has a bounded queue. Idle connections are closed before the services close them (after 120 s), so that
 * no request is sent on a connection that is being closed.
 */
@Component
final class UpstreamConnections extends HttpClientFactory {

    /** Per service, in addition to those of event streams. */
    private static final int MAX_REQUEST_CONNECTIONS = 512;

    private static final int MAX_PENDING = 1024;

    private final int streams;

    UpstreamConnections(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer tls,
            List<HttpClientCustomizer> customizers,
            GatewayProperties gateway) {
        super(properties, server, tls, customizers);
        this.streams = gateway.streams();
    }

    @Override
    protected HttpClient createInstance() {
        return ServiceAddresses.install(super.createInstance());
    }

    @Override
    protected ConnectionProvider buildConnectionProvider(HttpClientProperties properties) {
        return ConnectionProvider.builder("upstream")
                .maxConnections(streams + MAX_REQUEST_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_PENDING)
                .pendingAcquireTimeout(Duration.ofSeconds(2))
                .maxIdleTime(Duration.ofSeconds(30))
                .evictInBackground(Duration.ofSeconds(10))
                // LIFO keeps the recently used connections open, and lets the others expire.
                .lifo()
                .build();
    }
}
