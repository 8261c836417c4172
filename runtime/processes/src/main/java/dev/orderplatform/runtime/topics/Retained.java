package dev.orderplatform.runtime.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

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
        // As the producers' default partitioner computes it.
        var partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % since.size();
        return since.getOrDefault(partition, Instant.MIN);
    }
}
