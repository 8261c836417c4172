package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.PollIntervals;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How parcels are stored and polled; for the intervals see {@link PollIntervals}.
 *
 * @param batch parcels that a transaction stores at most: it must stay short, however large its orders are
 * @param firstPoll longer than a callback usually takes
 */
@ConfigurationProperties("platform.parcels")
record ParcelProperties(
        @DefaultValue("1000") int batch,
        @DefaultValue("5s") Duration firstPoll,
        @DefaultValue("10m") Duration maxInterval,
        @DefaultValue("60s") Duration recheck) {

    ParcelProperties {
        if (batch < 1) {
            throw new IllegalArgumentException("platform.parcels.batch must be at least 1, not " + batch);
        }
    }

    PollIntervals intervals() {
        return new PollIntervals(firstPoll, maxInterval, recheck);
    }
}
