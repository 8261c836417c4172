package dev.orderplatform.stack.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The orders that clients hold an acknowledgement of. A file has a line an order: its idempotency key and its id,
 * separated by a tab, blanks or a comma, or JSON {@code {"key":"…","orderId":"…"}}.
 */
final class Acknowledgements {

    private static final Pattern LINE = Pattern.compile("(.+?)[\\s,]+([0-9]{1,19})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Long, String> keys;

    private Acknowledgements(Map<Long, String> keys) {
        this.keys = keys;
    }

    static Acknowledgements of(Path file) {
        var keys = new HashMap<Long, String>();
        try (var lines = Files.lines(file)) {
            lines.map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> read(line, file, keys));
        } catch (IOException e) {
            throw new StackFailure("Cannot read the acknowledgements in " + file + ": " + e.getMessage(), e);
        }
        return new Acknowledgements(keys);
    }

    int size() {
        return keys.size();
    }

    /** Takes note of a stored order. Returns the acknowledged key when the stored one is another. */
    Optional<String> found(long orderId, Optional<String> key) {
        // A key may be gone, by retention, never changed.
        return Optional.ofNullable(keys.remove(orderId))
                .filter(wanted -> key.isPresent() && !key.get().equals(wanted));
    }

    void forEachMissing(BiConsumer<Long, String> reader) {
        keys.forEach(reader);
    }

    private static void read(String line, Path file, Map<Long, String> keys) {
        try {
            if (line.startsWith("{")) {
                var json = JSON.readTree(line);
                keys.put(
                        Long.parseLong(json.path("orderId").asText()),
                        json.path("key").asText());
                return;
            }
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                keys.put(Long.parseLong(parts.group(2)), parts.group(1));
                return;
            }
        } catch (JsonProcessingException | NumberFormatException _) {
            // Told below.
        }
        throw new StackFailure("No acknowledgement in " + file + ": '" + line + "'. Expected: key, tab, order id");
    }
}
