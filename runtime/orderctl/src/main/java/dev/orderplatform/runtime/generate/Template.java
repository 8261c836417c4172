package dev.orderplatform.runtime.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A text with placeholders: <code>{{name}}</code> in a line, or <code># {{name}}</code> for whole lines. */
record Template(String text) {

    static Template resource(String name) {
        try (var in = Objects.requireNonNull(Template.class.getResourceAsStream("/generate/" + name), name)) {
            return new Template(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template with(String name, String value) {
        var placeholder = "{{" + name + "}}";
        if (!text.contains(placeholder)) {
            throw new IllegalArgumentException("no placeholder " + placeholder);
        }
        return new Template(
                text.replace("# " + placeholder, value.stripTrailing()).replace(placeholder, value.stripTrailing()));
    }
}
