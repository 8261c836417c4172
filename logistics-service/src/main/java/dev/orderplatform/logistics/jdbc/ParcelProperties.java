package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.PollIntervals;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How parcels are polled at the carrier; see {@link PollIntervals}.
 *
 * @param firstPoll longer than a callback usually takes
 */
@ConfigurationProperties("platform.parcels")
record ParcelProperties(
        @DefaultValue("5s") Duration firstPoll,
        @DefaultValue("10m") Duration maxInterval,
        @DefaultValue("60s") Duration recheck) {

    PollIntervals intervals() {
        return new PollIntervals(firstPoll, maxInterval, recheck);
    }
}
