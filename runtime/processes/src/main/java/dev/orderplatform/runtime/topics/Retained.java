package dev.orderplatform.runtime.topics;

import java.time.Instant;
import java.util.Map;

/**
 * Since when a topic is complete; earlier records may have been removed by retention.
 *
 * @param since by partition; {@link Instant#MIN} where nothing was removed
 */
public record Retained(Map<Integer, Instant> since) {

    public Retained {
        since = Map.copyOf(since);
    }

    /** Since when all records of a key are retained. */
    public Instant since(String key) {
        return since.getOrDefault(Partitions.of(key, since.size()), Instant.MIN);
    }
}
