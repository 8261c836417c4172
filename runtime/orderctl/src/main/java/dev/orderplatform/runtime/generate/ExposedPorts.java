package dev.orderplatform.runtime.generate;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;

/** The proxy's configuration that forwards the ports of databases, brokers and simulators. */
record ExposedPorts(Topology topology) {

    /** The port of the brokers' listener that advertises the host's address. */
    static final int KAFKA_HOST_LISTENER = 29092;

    String text() {
        return Template.resource("expose.conf")
                .with(
                        "targets",
                        ComposeFile.exposed(topology).map(ExposedPorts::target).collect(joining("\n")))
                .with(
                        "listen",
                        ComposeFile.exposed(topology)
                                .map(part -> "    listen %d;".formatted(part.port()))
                                .collect(joining("\n")))
                .text();
    }

    private static String target(Part part) {
        var port = part instanceof KafkaPart ? KAFKA_HOST_LISTENER : part.port();
        return "    %d %s:%d;".formatted(part.port(), part.name(), port);
    }
}
