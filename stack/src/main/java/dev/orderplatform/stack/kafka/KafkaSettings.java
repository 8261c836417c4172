package dev.orderplatform.stack.kafka;

import java.nio.file.Path;

/**
 * What makes one broker different from another.
 *
 * @param libraries the folder with the broker's jars
 * @param home where its data, configuration and caches lie
 * @param log its log file
 */
public record KafkaSettings(Path libraries, Path home, Path log, int port, int controllerPort) {

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Path data() {
        return home.resolve("data");
    }

    @Override
    public String toString() {
        return "Kafka at port " + port + " on " + home;
    }
}
