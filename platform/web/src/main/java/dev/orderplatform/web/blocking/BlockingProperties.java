package dev.orderplatform.web.blocking;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of blocking calls.
 *
 * @param concurrency max concurrent calls
 * @param queue max queued calls; more are refused
 * @param timeout from the call to its result, queueing included
 */
@Validated
@ConfigurationProperties("platform.blocking")
public record BlockingProperties(
        @Min(1) @DefaultValue("64") int concurrency,
        @Min(0) @DefaultValue("1024") int queue,
        @DefaultValue("5s") Duration timeout) {}
