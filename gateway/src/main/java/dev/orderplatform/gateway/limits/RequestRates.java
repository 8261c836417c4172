package dev.orderplatform.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.orderplatform.web.problem.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** The request rate of each caller. */
final class RequestRates {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MAX_CALLERS = 20_000;

    private final LoadingCache<String, RateLimiter> limiters;

    RequestRates(int perSecond) {
        RateLimiterConfig rate = RateLimiterConfig.custom()
                .limitForPeriod(perSecond)
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // After an idle period the limit is fully available again, so the limiter can be evicted.
        this.limiters = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(PERIOD.multipliedBy(10))
                .build(caller -> RateLimiter.of(caller, rate));
    }

    boolean allow(String caller) {
        return limiters.get(caller).acquirePermission();
    }

    static ProblemException exceeded(String detail) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, detail).retryAfter(PERIOD);
    }
}
