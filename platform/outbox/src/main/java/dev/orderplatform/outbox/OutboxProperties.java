package dev.orderplatform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events leave the outbox.
 *
 * @param fastPathCapacity events that may be on their way right after their commit; what exceeds it is left to the
 *     sweeper, so that a dead broker costs no memory
 * @param fastPathBytes payload that may be on its way likewise: an event of a large order is as big as fifty of small ones
 * @param sweepInterval pause between two looks for events that were left behind
 * @param sweepGrace age from which an event counts as left behind
 * @param sweepBatch events a sweep takes from a table at once
 */
@ConfigurationProperties("platform.outbox")
public record OutboxProperties(
        @DefaultValue("20000") int fastPathCapacity,
        @DefaultValue("16MB") DataSize fastPathBytes,
        @DefaultValue("500ms") Duration sweepInterval,
        @DefaultValue("2s") Duration sweepGrace,
        @DefaultValue("500") int sweepBatch) {}
