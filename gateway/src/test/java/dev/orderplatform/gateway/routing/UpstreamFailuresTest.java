package dev.orderplatform.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

class UpstreamFailuresTest {

    @Test
    void exhaustedPoolIs503AndNotAnUpstreamFailure() {
        var full = new PoolAcquireTimeoutException(Duration.ofSeconds(2));
        assertThat(UpstreamFailures.isUpstream(full)).isFalse();
        assertThat(new UpstreamFailures().problemOf(full).map(ProblemException::status))
                .contains(HttpStatus.SERVICE_UNAVAILABLE);
    }
}
