package dev.orderplatform.payment.provider.http;

import dev.orderplatform.web.outbound.CallLimits;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The payment provider's interface.
 *
 * @param url its base URL
 * @param timeout of one attempt of a request. A task makes up to three requests one after the other, and must end within
 *     {@code platform.tasks.timeout}
 * @param attempts at most, of one request
 * @param concurrency requests in progress at most
 */
@ConfigurationProperties("platform.payment-provider")
public record ProviderHttpProperties(
        @DefaultValue("http://127.0.0.1:8191") URI url,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("2") int attempts,
        @DefaultValue("16") int concurrency) {

    CallLimits limits() {
        return new CallLimits(timeout, attempts, concurrency);
    }
}
