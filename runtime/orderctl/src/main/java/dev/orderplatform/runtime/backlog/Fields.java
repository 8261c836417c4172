package dev.orderplatform.runtime.backlog;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/** Fields as {@code name=value} lines. */
final class Fields {

    /** The last field: a text without it is truncated. */
    private static final String END = "complete";

    private final Properties properties = new Properties();

    private Fields(String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parsed value; empty if the text is damaged or from another version. */
    static <T> Optional<T> parse(String text, Function<Fields, T> parser) {
        try {
            var fields = new Fields(text);
            return fields.has(END) ? Optional.of(parser.apply(fields)) : Optional.empty();
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** An empty string if the field is missing. */
    String of(String name) {
        return properties.getProperty(name, "");
    }

    boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The rest of the names that begin so. */
    Stream<String> namesAfter(String prefix) {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted();
    }

    /** Collects fields. */
    static final class Writer {

        private final StringBuilder text = new StringBuilder();

        /** @param name without the characters that separate it from the value */
        void put(String name, String value) {
            // A backslash would begin an escape sequence, and a line feed another field.
            text.append(name)
                    .append('=')
                    .append(value.replaceAll("[\\\\\n\r]", " "))
                    .append('\n');
        }

        String text() {
            return text + END + "=yes\n";
        }
    }
}
