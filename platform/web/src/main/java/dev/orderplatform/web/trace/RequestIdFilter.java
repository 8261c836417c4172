package dev.orderplatform.web.trace;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request an id, for logs and error responses, and returns it: the client's own if it sent a usable one,
 * otherwise the id of the trace.
 */
public final class RequestIdFilter implements WebFilter, Ordered {
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    /** Its key in the context of log lines. */
    public static final String LOGGED_AS = "requestId";
    // It is logged, so line breaks and the like are refused.
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    public RequestIdFilter() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor(LOGGED_AS));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HEADER))
                .filter(USABLE.asMatchPredicate())
                .or(() -> RequestTraces.traceId(exchange))
                .orElseGet(RequestIdFilter::random);
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().beforeCommit(() -> {
            // Replaces that of the upstream response, which is the same.
            exchange.getResponse().getHeaders().set(HEADER, id);
            return Mono.empty();
        });
        return chain.filter(exchange)
                .contextWrite(context -> context.put(Slf4jThreadLocalAccessor.KEY, Map.of(LOGGED_AS, id)));
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** The id of a request that has passed this filter; empty for others. */
    public static Optional<String> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }
}
