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
 * The connections to the services. The gateway's own pools let requests queue without bound while a service is slow;
 * this one refuses what the queue can't hold. Idle connections go before the services close them (after 120 s), so that
 * a request is not sent into a connection that is just being closed.
 */
@Component
final class UpstreamConnections extends HttpClientFactory {

    /** Of each service, besides those that streams of events hold. */
    private static final int CONNECTIONS_FOR_REQUESTS = 512;

    private static final int WAITING_PER_SERVICE = 1024;

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
                .maxConnections(streams + CONNECTIONS_FOR_REQUESTS)
                .pendingAcquireMaxCount(WAITING_PER_SERVICE)
                .pendingAcquireTimeout(Duration.ofSeconds(2))
                .maxIdleTime(Duration.ofSeconds(30))
                .evictInBackground(Duration.ofSeconds(10))
                // The last used first: the few that are busy stay warm, the others may go.
                .lifo()
                .build();
    }
}
