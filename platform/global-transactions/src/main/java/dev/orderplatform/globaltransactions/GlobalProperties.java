package dev.orderplatform.globaltransactions;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configuration of global transactions.
 *
 * @param enabled whether there is a coordinator; without one, operations that need it are refused
 * @param coordinator host:port
 * @param timeout after this the coordinator rolls an undecided global transaction back
 * @param concurrency max concurrent transactions; more are refused
 * @param maxOutage maximum time for which the coordinator or a participant may be down and still resume
 */
@Validated
@ConfigurationProperties("platform.global")
public record GlobalProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("127.0.0.1:8091") String coordinator,
        @DefaultValue("5s") Duration timeout,
        @Min(1) @DefaultValue("16") int concurrency,
        @DefaultValue("7d") Duration maxOutage) {

    /**
     * Retention of the TCC fence and undo log guard rows, counted from their last change. They make the second phase
     * idempotent and block a late first phase. One day more than the maximum outage, to finish open transactions.
     */
    public Duration guardRetention() {
        return maxOutage.plusDays(1);
    }
}
