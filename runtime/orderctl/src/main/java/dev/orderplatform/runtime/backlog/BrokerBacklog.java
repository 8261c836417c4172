package dev.orderplatform.runtime.backlog;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.runtime.topology.ServiceData.Consumer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The backlog at a region's broker.
 *
 * @param measured time of the measurement
 * @param lags group and topic, as made by {@link #key} → events that the group has not processed
 */
public record BrokerBacklog(Instant measured, Map<String, Long> lags) {

    private static final String LAG = "lag.";
    private static final String REPLICATION = key(ConsumerLag.REPLICATION, EventStreams.ORDER.topic());

    public BrokerBacklog {
        lags = new TreeMap<>(lags);
    }

    static String key(Consumer consumer) {
        return key(consumer.group(), consumer.topic());
    }

    static String key(String group, String topic) {
        return group + "/" + topic;
    }

    /** Order events that the other region has not applied yet. */
    long unreplicated() {
        return lags.getOrDefault(REPLICATION, 0L);
    }

    /** The others that are not zero. */
    Map<String, Long> waiting() {
        var waiting = new TreeMap<>(lags);
        waiting.remove(REPLICATION);
        waiting.values().removeIf(lag -> lag == 0);
        return waiting;
    }

    String text() {
        var fields = new Fields.Writer();
        fields.put("measured", measured.toString());
        lags.forEach((consumer, lag) -> fields.put(LAG + consumer, lag.toString()));
        return fields.text();
    }

    static BrokerBacklog parse(Fields fields) {
        var lags = new TreeMap<String, Long>();
        fields.namesAfter(LAG).forEach(consumer -> lags.put(consumer, Long.parseLong(fields.of(LAG + consumer))));
        return new BrokerBacklog(Instant.parse(fields.of("measured")), lags);
    }
}
