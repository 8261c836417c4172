package dev.orderplatform.runtime.kafka;

import java.nio.file.Path;

/**
 * The settings of one broker.
 *
 * @param libraries the folder with the broker's jars
 * @param home the folder of its data, configuration and caches
 * @param log its log file
 * @param host where clients reach it; a broker started by orderctl listens on loopback only
 */
public record KafkaSettings(Path libraries, Path home, Path log, String host, int port, int controllerPort) {

    public String bootstrapServers() {
        return host + ":" + port;
    }

    Path data() {
        return home.resolve("data");
    }

    /** The features file of a formatted data folder, cached beside the libraries for the next broker. */
    Path formattedFeatures() {
        return libraries.resolveSibling("bootstrap.checkpoint");
    }

    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers();
    }
}
