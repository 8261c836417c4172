package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Limits concurrent event streams, per user and in total: each holds an upstream connection. */
@Component
final class StreamLimit implements WebFilter, Ordered {
    private static final PathPattern STREAM =
            PathPatternParser.defaultInstance.parse("/api/v1/orders/{orderId}/stream");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final int maxPerUser;
    private final Semaphore free;
    private final ConcurrentMap<String, Integer> streamsByUser = new ConcurrentHashMap<>();

    StreamLimit(GatewayProperties gateway) {
        this.maxPerUser = gateway.streamsOfOneUser();
        this.free = new Semaphore(gateway.streams());
    }

    /** After security, which determines the user. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!STREAM.matches(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .flatMap(user -> Mono.using(() -> open(user), _ -> chain.filter(exchange), this::close));
    }

    private String open(String user) {
        if (streamsByUser.merge(user, 1, Integer::sum) > maxPerUser) {
            decrement(user);
            throw new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "This user watches too many orders at once.")
                    .retryAfter(RETRY_AFTER);
        }
        if (!free.tryAcquire()) {
            decrement(user);
            throw ProblemException.unavailable("Too many orders are being watched; try again.");
        }
        return user;
    }

    private void close(String user) {
        free.release();
        decrement(user);
    }

    private void decrement(String user) {
        streamsByUser.computeIfPresent(user, (_, streams) -> streams == 1 ? null : streams - 1);
    }
}
