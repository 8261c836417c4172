package dev.orderplatform.tools.scaffold.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a platform comes from and how it was made; a file in its root, from which an update makes it again.
 *
 * @param template the name of the platform that it is a copy of
 */
@JsonPropertyOrder({"template", "version", "commit", "package", "name", "topicPrefix"})
record Template(
        String template,
        String version,
        String commit,
        @JsonProperty("package") String packageName,
        String name,
        String topicPrefix) {
    static final String FILE = TopicPrefix.FILE;

    // Kafka warns of names with both periods and underscores: its metrics confuse them.
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,40}[.-]|");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the user chose for a new platform; {@link #at} adds from what it is made. */
    static Template chosen(String packageName, String name, String topicPrefix) {
        var identity = PlatformIdentity.chosen(packageName, name);
        if (!TOPIC_PREFIX.matcher(topicPrefix).matches()) {
            throw new PlatformException(
                    "\"%s\" is no prefix for topics. Choose at most 40 lower-case letters, digits and hyphens with a period or"
                                    .formatted(topicPrefix)
                            + " hyphen at the end, such as acme.");
        }
        return new Template("", "", "", identity.packageName(), identity.name(), topicPrefix);
    }

    static Template read(Path root) {
        try {
            return JSON.readValue(root.resolve(FILE).toFile(), Template.class);
        } catch (IOException e) {
            throw new PlatformException(
                    "%s is unreadable. Choose the folder of a platform that ./orderctl new platform made."
                            .formatted(root.resolve(FILE)),
                    e);
        }
    }

    void write(Path root) throws IOException {
        Files.writeString(root.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }

    PlatformIdentity identity() {
        return PlatformIdentity.chosen(packageName, name);
    }

    /** The same choices for the present version of the template. */
    Template at(SourceTree source) {
        return new Template(
                source.identity().name(), source.version(), source.commit(), packageName, name, topicPrefix);
    }

    /** {@code Order Platform 1.0.0 (0123456)}. */
    String origin() {
        return "%s %s (%s)".formatted(template, version, commit.substring(0, Math.min(7, commit.length())));
    }
}
