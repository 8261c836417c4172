package dev.orderplatform.runtime.kafka;

import dev.orderplatform.runtime.process.Resource;

/** The broker's configuration file, written anew before each start. */
final class KafkaConfiguration {

    private KafkaConfiguration() {}

    /**
     * The data folder is relative to where the broker runs: in a path of any user, a letter beyond ASCII would be read as
     * Latin-1, a backslash as an escape, and a comma would make two folders of one.
     */
    static String of(KafkaSettings settings) {
        return """
            # Written by orderctl at each start.
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
            log.dirs=%3$s

            """.formatted(
                                settings.port(),
                                settings.controllerPort(),
                                settings.home().relativize(settings.data()))
                + Resource.text("kafka/broker.properties");
    }
}
