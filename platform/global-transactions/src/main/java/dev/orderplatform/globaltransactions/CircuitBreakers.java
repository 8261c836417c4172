package dev.orderplatform.globaltransactions;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;

/** Circuit breakers for the coordinator and the other participants of global transactions. */
public final class CircuitBreakers {
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(3)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            // Automatic: a caller that only checks the state makes no calls, so the breaker would stay open for ever.
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private CircuitBreakers() {}

    /** A breaker that opens for 2 s when at least half of the last 10 calls failed; needs 3 calls or more. */
    public static CircuitBreaker of(String name) {
        return CircuitBreaker.of(name, CONFIG);
    }
}
