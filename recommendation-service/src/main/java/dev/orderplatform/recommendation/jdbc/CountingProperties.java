package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.recommendation.domain.CountBaskets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is counted.
 *
 * @param retention age at which an order no longer counts, and its basket is deleted; longer than its events may be
 *     redelivered, which would count it again
 * @param maxSample size of a SKU's sample, from the next rebuild on
 */
@ConfigurationProperties("platform.recommendations")
record CountingProperties(
        @DefaultValue("180d") Duration retention,
        @DefaultValue("" + CountBaskets.MAX_SAMPLE) int maxSample) {

    CountingProperties {
        if (retention.compareTo(EventRetention.MIN_INBOX) < 0 || maxSample < 1) {
            throw new IllegalArgumentException("platform.recommendations.retention must be "
                    + EventRetention.MIN_INBOX.toDays() + " d or more, and max-sample positive, got " + retention
                    + " and " + maxSample);
        }
    }

    /** The time of the oldest order that counts. */
    Instant oldest() {
        return Instant.now().minus(retention);
    }
}
