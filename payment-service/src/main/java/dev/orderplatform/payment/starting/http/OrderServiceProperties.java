package dev.orderplatform.payment.starting.http;

import dev.orderplatform.web.outbound.CallLimits;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where orders are looked up.
 *
 * @param url base URL of the region's order-service
 * @param timeout of a request
 * @param concurrency requests in progress at most
 */
@ConfigurationProperties("platform.orders")
record OrderServiceProperties(
        @DefaultValue("http://127.0.0.1:8101") URI url,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("32") int concurrency) {

    CallLimits limits() {
        return new CallLimits(timeout, 1, concurrency);
    }
}
