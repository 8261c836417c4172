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

/** Failures on the way to a service: 504 when it took too long, 503 when it could not be reached or broke off. */
@Component
final class UpstreamFailures implements ProblemMapping {

    @Override
    public Optional<ProblemException> problemOf(Throwable failure) {
        if (tookTooLong(failure)) {
            return Optional.of(new ProblemException(
                    HttpStatus.GATEWAY_TIMEOUT, "The service behind the gateway did not answer in time."));
        }
        return isUpstream(failure) || isFull(failure)
                ? Optional.of(ProblemException.unavailable("The service behind the gateway is not available."))
                : Optional.empty();
    }

    /** Whether the service behind is to blame, and neither the client nor the gateway. */
    static boolean isUpstream(Throwable failure) {
        // Refused, reset, unresolvable and closed too early are all kinds of IOException.
        return tookTooLong(failure) || failure instanceof IOException;
    }

    private static boolean tookTooLong(Throwable failure) {
        return failure instanceof ResponseStatusException && failure.getCause() instanceof TimeoutException;
    }

    // Its connections are all in use, be it by callers that only listen.
    private static boolean isFull(Throwable failure) {
        return failure instanceof PoolAcquireTimeoutException || failure instanceof PoolAcquirePendingLimitException;
    }
}
