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
 * How long the address of another service is believed. A container that is created anew may get another address under its
 * old name, while Docker's name server allows ten minutes of caching and the JDK keeps names for half a minute.
 */
public final class ServiceAddresses {
    private static final Duration CACHED = Duration.ofSeconds(2);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(1);
    private static final int QUERIES = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(3);
    /** Less than the services' own idle time-out of 120 s: a request must not meet a connection that is just closing. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private ServiceAddresses() {}

    /** For a client of HTTP that is built by hand; {@code WebClient.Builder} has it already. */
    public static HttpClient install(HttpClient client) {
        HttpClient fresh = client.resolver(ServiceAddresses::lookUp)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
        // An address that is gone answers nothing: without this, requests on its connections wait for their time-out.
        return Epoll.isAvailable()
                ? fresh.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) UNACKNOWLEDGED.toMillis())
                : fresh;
    }

    /** How names are looked up. The connect time-out does not cover that, and a try takes five seconds by default. */
    public static void lookUp(NameResolverSpec names) {
        names.cacheMaxTimeToLive(CACHED).queryTimeout(QUERY_TIMEOUT).maxQueriesPerResolve(QUERIES);
    }

    /** For what asks the JDK (JDBC, Kafka's and Seata's clients) and for Reactor's own pool; before their first use. */
    static void installInProcess() {
        Security.setProperty("networkaddress.cache.ttl", Long.toString(CACHED.toSeconds()));
        Security.setProperty("networkaddress.cache.negative.ttl", Long.toString(UNKNOWN.toSeconds()));
        System.getProperties().putIfAbsent(ReactorNetty.POOL_MAX_IDLE_TIME, Long.toString(IDLE.toMillis()));
    }
}
