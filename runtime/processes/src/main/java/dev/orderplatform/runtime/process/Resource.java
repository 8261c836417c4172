package dev.orderplatform.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Text that the stack brings along. */
public final class Resource {

    private Resource() {}

    public static String text(String name) {
        try (var content = Resource.class.getResourceAsStream("/" + name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
