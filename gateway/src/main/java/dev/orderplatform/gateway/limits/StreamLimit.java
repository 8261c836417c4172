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

/** Limits the event streams that are open at once, of one user and of all: each holds a connection to a service. */
@Component
final class StreamLimit implements WebFilter, Ordered {
    private static final PathPattern STREAM =
            PathPatternParser.defaultInstance.parse("/api/v1/orders/{orderId}/stream");
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final int ofOneUser;
    private final Semaphore free;
    private final ConcurrentMap<String, Integer> streamsByUser = new ConcurrentHashMap<>();

    StreamLimit(GatewayProperties gateway) {
        this.ofOneUser = gateway.streamsOfOneUser();
        this.free = new Semaphore(gateway.streams());
    }

    /** After security, which says who the user is. */
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
        if (streamsByUser.merge(user, 1, Integer::sum) > ofOneUser) {
            forget(user);
            throw new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "This user watches too many orders at once.")
                    .retryAfter(RETRY);
        }
        if (!free.tryAcquire()) {
            forget(user);
            throw ProblemException.unavailable("Too many orders are being watched; try again.");
        }
        return user;
    }

    private void close(String user) {
        free.release();
        forget(user);
    }

    private void forget(String user) {
        streamsByUser.computeIfPresent(user, (_, streams) -> streams == 1 ? null : streams - 1);
    }
}
