package dev.orderplatform.globaltransactions;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;

/** Circuit breakers around whoever takes part in global transactions. */
public final class Breakers {
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(3)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            // By itself: somebody who only asks whether it is open must not keep it so for ever.
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private Breakers() {}

    /** One that opens for two seconds when half of the last calls failed, three at least. */
    public static CircuitBreaker of(String name) {
        return CircuitBreaker.of(name, CONFIG);
    }
}
