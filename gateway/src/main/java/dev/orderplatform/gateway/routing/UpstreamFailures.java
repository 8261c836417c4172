package dev.orderplatform.gateway.routing;

import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.io.IOException;
import java.util.Optional;
import org.springframework.cloud.gateway.support.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Maps upstream failures: 504 on a timeout, 503 if the service is unreachable or the connection breaks. */
@Component
final class UpstreamFailures implements ProblemMapping {

    @Override
    public Optional<ProblemException> problemOf(Throwable failure) {
        if (isTimeout(failure)) {
            return Optional.of(
                    new ProblemException(HttpStatus.GATEWAY_TIMEOUT, "The upstream service did not respond in time."));
        }
        return isUpstream(failure) || isFull(failure)
                ? Optional.of(ProblemException.unavailable("The upstream service is not available."))
                : Optional.empty();
    }

    /** Whether the upstream service caused the failure, not the client or the gateway. */
    static boolean isUpstream(Throwable failure) {
        // Connection refused, reset, closed early, and unknown host are all IOExceptions.
        return isTimeout(failure) || failure instanceof IOException;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof ResponseStatusException && failure.getCause() instanceof TimeoutException;
    }

    // The connection pool is exhausted, for example by event streams.
    private static boolean isFull(Throwable failure) {
        return failure instanceof PoolAcquireTimeoutException || failure instanceof PoolAcquirePendingLimitException;
    }
}
