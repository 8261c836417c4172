package dev.orderplatform.tools.scaffold.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The prefix of all topics, which a platform made by {@code orderctl new platform} may have. */
public final class TopicPrefix {
    /** Records how a platform was made. */
    public static final String FILE = ".template.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TopicPrefix() {}

    /** Empty for a platform without a prefix. */
    public static String of(Path root) {
        var file = root.resolve(FILE);
        try {
            return Files.exists(file)
                    ? JSON.readTree(file.toFile()).path("topicPrefix").asText("")
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
