package dev.orderplatform.runtime.kafka;

import java.util.Map;

/** A topic and the settings in which it differs from the broker's own. */
public record Topic(String name, int partitions, Map<String, String> settings) {

    public Topic {
        settings = Map.copyOf(settings);
    }

    public Topic(String name, int partitions) {
        this(name, partitions, Map.of());
    }
}
