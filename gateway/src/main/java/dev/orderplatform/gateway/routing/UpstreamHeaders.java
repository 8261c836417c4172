package dev.orderplatform.gateway.routing;

import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.trace.RequestIdFilter;
import dev.orderplatform.web.trace.RequestTraces;
import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Adds the trace context and request id to upstream requests and removes internal headers sent by clients. No service trusts such
 * headers; this is defense in depth.
 */
@Component
final class UpstreamHeaders implements HttpHeadersFilter {

    private static final List<String> INTERNAL_PREFIXES =
            List.of("x-user", "x-platform", "x-service", "x-real-ip", "tx_xid", "tx-xid", "global-transaction");

    @Override
    public HttpHeaders filter(HttpHeaders fromClient, ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        fromClient.forEach((name, values) -> {
            if (!isInternal(name)) {
                headers.put(name, values);
            }
        });
        headers.set(TraceParent.HEADER, RequestTraces.of(exchange).value());
        RequestIdFilter.of(exchange).ifPresent(id -> headers.set(RequestIdFilter.HEADER, id));
        return headers;
    }

    private static boolean isInternal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return INTERNAL_PREFIXES.stream().anyMatch(lower::startsWith);
    }
}
