package dev.orderplatform.order.multiregion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The other region.
 *
 * @param peer base URL of its order-service
 * @param timeout maximum wait for its answer; after that the transaction is rolled back
 * @param poolSize connections per database for branches, in addition to those for all other work
 */
@ConfigurationProperties("platform.multi-region")
public record MultiRegionProperties(
        @DefaultValue("http://127.0.0.1:8201") String peer,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("4") int poolSize) {}
