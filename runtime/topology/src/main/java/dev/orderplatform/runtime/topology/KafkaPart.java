package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/** A Kafka broker that is its own controller. */
public record KafkaPart(
        String name, Optional<String> region, String host, int port, int controllerPort, List<String> topics)
        implements Part {

    public KafkaPart {
        topics = List.copyOf(topics);
    }

    @Override
    public Kind kind() {
        return Kind.KAFKA;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, controllerPort);
    }

    public String bootstrapServers() {
        return address();
    }
}
