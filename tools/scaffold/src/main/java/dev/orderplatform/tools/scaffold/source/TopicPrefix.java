package dev.orderplatform.tools.scaffold.source;

import dev.orderplatform.runtime.process.PlatformException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The prefix of all topics of a platform.
 *
 * @param text empty for none
 */
public record TopicPrefix(String text) {
    // Kafka warns of names with both periods and underscores: its metrics confuse them.
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,40}[.-]|");

    public TopicPrefix {
        if (!PREFIX.matcher(text).matches()) {
            throw new PlatformException(
                    "\"%s\" is no prefix for topics. Choose at most 40 lower-case letters, digits and hyphens with a period or"
                                    .formatted(text)
                            + " hyphen at the end, such as acme.");
        }
    }

    /** That of the platform whose sources are in this folder. */
    public static TopicPrefix of(Path root) {
        return TemplateRecord.find(root)
                .map(made -> new TopicPrefix(made.topicPrefix()))
                .orElseGet(() -> new TopicPrefix(""));
    }

    public String addTo(String topic) {
        return text + topic;
    }

    /** A topic without the prefix stays as it is. */
    public String removeFrom(String topic) {
        return topic.startsWith(text) ? topic.substring(text.length()) : topic;
    }
}
