package dev.orderplatform.gateway.routing;

import dev.orderplatform.web.trace.TraceParent;
import dev.orderplatform.web.trace.TraceParentFilter;
import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service is told besides what the client said: the trace. What only the platform itself may say is taken out of
 * a client's headers; nobody trusts a header, but nobody should be tempted either.
 */
@Component
final class UpstreamHeaders implements HttpHeadersFilter {

    private static final List<String> OURS =
            List.of("x-user", "x-platform", "x-service", "x-real-ip", "tx_xid", "tx-xid", "global-transaction");

    @Override
    public HttpHeaders filter(HttpHeaders fromClient, ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        fromClient.forEach((name, values) -> {
            if (!isOurs(name)) {
                headers.put(name, values);
            }
        });
        headers.set(TraceParent.HEADER, TraceParentFilter.of(exchange).value());
        return headers;
    }

    private static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OURS.stream().anyMatch(lower::startsWith);
    }
}
