package dev.orderplatform.web;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.security.Security;
import java.time.Duration;
import reactor.netty.ReactorNetty;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * DNS caching and timeouts of connections to other services. A recreated container may get a new address under the same
 * name, but Docker's DNS allows ten minutes of caching, and the JDK caches for 30 s.
 */
public final class ServiceAddresses {
    private static final Duration CACHE_TTL = Duration.ofSeconds(2);
    private static final Duration NEGATIVE_CACHE_TTL = Duration.ofSeconds(1);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_QUERIES = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TCP_USER_TIMEOUT = Duration.ofSeconds(3);
    /**
     * Less than the servers' idle timeout of 120 s, so that a request is not sent on a connection that is being closed.
     */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

    private ServiceAddresses() {}

    /** For an {@code HttpClient} built by hand; {@code WebClient.Builder} is configured already. */
    public static HttpClient install(HttpClient client) {
        HttpClient fresh = client.resolver(ServiceAddresses::lookUp)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
        // A vanished address sends no reset: without this, requests on its connections wait for their full timeout.
        return Epoll.isAvailable()
                ? fresh.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) TCP_USER_TIMEOUT.toMillis())
                : fresh;
    }

    /** Configures name resolution. The connect timeout does not cover it, and the default query timeout is 5 s. */
    public static void lookUp(NameResolverSpec names) {
        names.cacheMaxTimeToLive(CACHE_TTL).queryTimeout(QUERY_TIMEOUT).maxQueriesPerResolve(MAX_QUERIES);
    }

    /**
     * For clients that use the JDK's resolver (JDBC, Kafka, Seata) and for Reactor Netty's pool. Must run before their
     * first use.
     */
    static void installInProcess() {
        Security.setProperty("networkaddress.cache.ttl", Long.toString(CACHE_TTL.toSeconds()));
        Security.setProperty("networkaddress.cache.negative.ttl", Long.toString(NEGATIVE_CACHE_TTL.toSeconds()));
        System.getProperties().putIfAbsent(ReactorNetty.POOL_MAX_IDLE_TIME, Long.toString(MAX_IDLE_TIME.toMillis()));
    }
}
