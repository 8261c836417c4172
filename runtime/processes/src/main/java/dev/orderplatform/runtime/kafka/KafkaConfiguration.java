package dev.orderplatform.runtime.kafka;

import dev.orderplatform.runtime.process.Resource;

/** The broker's configuration file, rewritten before each start. */
final class KafkaConfiguration {

    private KafkaConfiguration() {}

    /**
     * The data folder is relative to the broker's working folder. An absolute path may contain what a properties file
     * garbles: non-ASCII letters (read as Latin-1), backslashes (escapes) or commas (list separators).
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
