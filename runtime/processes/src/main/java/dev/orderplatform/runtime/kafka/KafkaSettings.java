package dev.orderplatform.runtime.kafka;

import java.nio.file.Path;

/**
 * What makes one broker different from another.
 *
 * @param libraries the folder with the broker's jars
 * @param home where its data, configuration and caches lie
 * @param log its log file
 * @param host by which it is reached; a broker that is started here listens on the loopback interface only
 */
public record KafkaSettings(Path libraries, Path home, Path log, String host, int port, int controllerPort) {

    public String bootstrapServers() {
        return host + ":" + port;
    }

    Path data() {
        return home.resolve("data");
    }

    /** The features of a formatted data folder, kept beside the libraries for the next broker. */
    Path formattedFeatures() {
        return libraries.resolveSibling("bootstrap.checkpoint");
    }

    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers();
    }
}
