package dev.orderplatform.runtime.backlog;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** The fields of a small text, as {@code name=value} lines. */
final class Fields {

    private final Properties properties = new Properties();

    private Fields(String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is made of a text; empty when it is damaged, or was written by another version. */
    static <T> Optional<T> parse(String text, Function<Fields, T> parser) {
        try {
            return Optional.of(parser.apply(new Fields(text)));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** Empty text when the field is missing. */
    String of(String name) {
        return properties.getProperty(name, "");
    }
}
