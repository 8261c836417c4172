package dev.orderplatform.gateway.limits;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;

/** The address of the connection's other end. Forwarded headers are ignored: anybody can send them. */
final class RemoteAddress {
    private static final String UNKNOWN = "";

    private RemoteAddress() {}

    static String of(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? UNKNOWN : remote.getHostString();
    }
}
