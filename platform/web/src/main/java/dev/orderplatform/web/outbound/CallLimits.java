package dev.orderplatform.web.outbound;

import java.time.Duration;

/**
 * Limits of the calls of one system.
 *
 * @param timeout of one attempt
 * @param attempts at most, of one call; the retries of all calls together share a budget of a tenth of the calls
 * @param concurrency calls in progress at most
 */
public record CallLimits(Duration timeout, int attempts, int concurrency) {
    public CallLimits {
        if (!timeout.isPositive() || attempts < 1 || concurrency < 1) {
            throw new IllegalArgumentException("timeout, attempts and concurrency must be positive, got " + timeout
                    + ", " + attempts + ", " + concurrency);
        }
    }
}
