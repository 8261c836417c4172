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

/** So many requests a second and user, that one caller can't take the platform from the others. */
@Component
final class UserRate implements WebFilter, Ordered {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int USERS_REMEMBERED = 20_000;

    private final LoadingCache<String, RateLimiter> limiters;

    UserRate(GatewayProperties gateway) {
        RateLimiterConfig rate = RateLimiterConfig.custom()
                .limitForPeriod(gateway.requestsPerSecond())
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // Whoever was quiet for longer than a period has his full allowance again and can be forgotten.
        this.limiters = Caffeine.newBuilder()
                .maximumSize(USERS_REMEMBERED)
                .expireAfterAccess(PERIOD.multipliedBy(10))
                .build(user -> RateLimiter.of(user, rate));
    }

    /** After security, which says who the user is. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(this::isAllowed)
                .defaultIfEmpty(true)
                .flatMap(allowed -> allowed ? chain.filter(exchange) : Mono.error(tooMany()));
    }

    private boolean isAllowed(Principal user) {
        return limiters.get(user.getName()).acquirePermission();
    }

    private static ProblemException tooMany() {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "This user sends too many requests a second.")
                .retryAfter(PERIOD);
    }
}
