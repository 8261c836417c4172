package dev.orderplatform.tasks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of durable tasks.
 *
 * @param concurrency max tasks in progress in this process
 * @param interval polling interval; a task added by this process starts at once
 * @param timeout after which a run is interrupted
 * @param lease after which a claimed task is due again: its process has died. Greater than {@code timeout}
 * @param firstRetry back-off after the first failure; doubles with each further one, with jitter
 * @param maxRetry upper bound of the back-off
 */
@ConfigurationProperties("platform.tasks")
public record TasksProperties(
        @DefaultValue("16") int concurrency,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("25s") Duration lease,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("30s") Duration maxRetry) {

    public TasksProperties {
        if (concurrency < 1) {
            throw new IllegalArgumentException("platform.tasks.concurrency must be at least 1, not " + concurrency);
        }
        if (lease.compareTo(timeout) <= 0) {
            throw new IllegalArgumentException("platform.tasks.lease " + lease + " must be greater than timeout "
                    + timeout + ": a task could run twice at once");
        }
    }
}
