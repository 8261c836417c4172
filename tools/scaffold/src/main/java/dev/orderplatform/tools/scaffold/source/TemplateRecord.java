package dev.orderplatform.tools.scaffold.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a platform comes from and how it was made; a file in its root, from which an update makes it again.
 *
 * @param template the name of the platform that it is a copy of
 */
@JsonPropertyOrder({"template", "version", "commit", "package", "name", "topicPrefix"})
public record TemplateRecord(
        String template,
        String version,
        String commit,
        @JsonProperty("package") String packageName,
        String name,
        String topicPrefix) {
    public static final String FILE = ".template.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Empty for a platform that is no copy of another. */
    public static Optional<TemplateRecord> find(Path root) {
        var file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), TemplateRecord.class));
        } catch (IOException e) {
            throw new PlatformException(
                    "%s is unreadable. Restore it as ./orderctl new platform wrote it.".formatted(file), e);
        }
    }

    public void write(Path root) throws IOException {
        Files.writeString(root.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }

    /** {@code Order Platform 1.0.0 (0123456)}. */
    public String origin() {
        return "%s %s (%s)".formatted(template, version, commit.substring(0, Math.min(7, commit.length())));
    }
}
