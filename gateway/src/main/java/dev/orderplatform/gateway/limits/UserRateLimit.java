package dev.orderplatform.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.security.Principal;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits the request rate per user, so that one user can't starve the others. */
@Component
final class UserRateLimit implements WebFilter, Ordered {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MAX_USERS = 20_000;

    private final LoadingCache<String, RateLimiter> limiters;

    UserRateLimit(GatewayProperties gateway) {
        RateLimiterConfig rate = RateLimiterConfig.custom()
                .limitForPeriod(gateway.requestsPerSecond())
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // After an idle period the limit is fully available again, so the limiter can be evicted.
        this.limiters = Caffeine.newBuilder()
                .maximumSize(MAX_USERS)
                .expireAfterAccess(PERIOD.multipliedBy(10))
                .build(user -> RateLimiter.of(user, rate));
    }

    /** After security, which determines the user. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(this::isAllowed)
                .defaultIfEmpty(true)
                .flatMap(allowed -> allowed ? chain.filter(exchange) : Mono.error(tooManyRequests()));
    }

    private boolean isAllowed(Principal user) {
        return limiters.get(user.getName()).acquirePermission();
    }

    private static ProblemException tooManyRequests() {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "This user sends too many requests per second.")
                .retryAfter(PERIOD);
    }
}
