package dev.orderplatform.web.blocking;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bulkhead around blocking calls.
 *
 * @param concurrency calls that run at once
 * @param queue calls that may wait for their turn; more are refused
 * @param timeout from the call to its answer, waiting included
 */
@Validated
@ConfigurationProperties("platform.blocking")
public record BlockingProperties(
        @Min(1) @DefaultValue("64") int concurrency,
        @Min(0) @DefaultValue("1024") int queue,
        @DefaultValue("5s") Duration timeout) {}
