package dev.orderplatform.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes each acknowledged order, payment and cancel as a line of JSON, for {@code orderctl audit --acks}. */
final class Acknowledgements implements AutoCloseable {

    private final Optional<BufferedWriter> file;

    Acknowledgements(Optional<Path> file) {
        this.file = file.map(Acknowledgements::open);
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void order(String key, String orderId) {
        add("order", key, orderId, orderId);
    }

    void cancel(String orderId) {
        add("cancel", null, orderId, orderId);
    }

    void payment(String key, String paymentId, String orderId) {
        add("payment", key, paymentId, orderId);
    }

    private synchronized void add(String kind, @Nullable String key, String id, String orderId) {
        file.ifPresent(writer -> {
            try {
                writer.write(JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", kind)
                        .put("key", key)
                        .put("id", id)
                        .put("orderId", orderId)
                        .put("at", Instant.now().toString())
                        .toString());
                writer.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public synchronized void close() {
        file.ifPresent(writer -> {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
