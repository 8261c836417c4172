package dev.orderplatform.globaltransactions;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Global transactions of this service.
 *
 * @param enabled whether there is a coordinator; without one, everything that needs it is refused
 * @param coordinator its host and port
 * @param timeout life of a global transaction; the coordinator rolls back what is not decided by then
 * @param concurrency transactions at once; more are refused
 * @param maxOutage longest time for which the coordinator, or a service that takes part, may be away or asleep and still go on
 *     where it was
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
     * How long the rows are kept, after their last change, that keep a second phase from having its effect twice, and a late
     * first phase from having any: the fences of TCC and the guards of the undo log. Who returns after the longest outage has
     * a day for what is left to do.
     */
    public Duration guardRetention() {
        return maxOutage.plusDays(1);
    }
}
