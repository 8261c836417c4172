package dev.orderplatform.logistics.http;

import dev.orderplatform.web.outbound.CallLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The carrier.
 *
 * @param url of its interface
 * @param timeout of one attempt. A task makes up to three calls one after the other, and must end within {@code
 *     platform.tasks.timeout}
 * @param attempts at most, of one call
 * @param concurrency calls in progress at most
 */
@ConfigurationProperties("platform.carrier")
record CarrierProperties(
        String url,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("2") int attempts,
        @DefaultValue("16") int concurrency) {

    CallLimits limits() {
        return new CallLimits(timeout, attempts, concurrency);
    }
}
