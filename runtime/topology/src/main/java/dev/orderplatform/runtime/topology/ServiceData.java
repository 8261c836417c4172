package dev.orderplatform.runtime.topology;

import java.util.List;

/**
 * Where a service stores and what it consumes.
 *
 * @param server the PostgreSQL server of its databases; empty without databases
 */
public record ServiceData(String server, List<String> databases, List<Consumer> consumers) {

    public static final ServiceData NONE = new ServiceData("", List.of(), List.of());

    public ServiceData {
        databases = List.copyOf(databases);
        consumers = List.copyOf(consumers);
    }

    /** A consumer group that reads a topic of a broker. */
    public record Consumer(String broker, String group, String topic) {}
}
