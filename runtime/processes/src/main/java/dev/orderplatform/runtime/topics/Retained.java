package dev.orderplatform.runtime.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * From when on a topic holds all that was ever written to it; what retention removed before that can't be judged.
 *
 * @param since by partition; {@link Instant#MIN} where nothing was removed
 */
public record Retained(Map<Integer, Instant> since) {

    public Retained {
        since = Map.copyOf(since);
    }

    /** From when on all records of a key are still there. */
    public Instant since(String key) {
        // The producers' default partitioner.
        var partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % since.size();
        return since.getOrDefault(partition, Instant.MIN);
    }
}
