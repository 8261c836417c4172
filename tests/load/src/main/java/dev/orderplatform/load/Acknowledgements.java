package dev.orderplatform.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Each acknowledged order, a line of key, tab and order id, for {@code orderctl audit --acks}. */
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

    synchronized void add(String key, String orderId) {
        file.ifPresent(writer -> {
            try {
                writer.write(key + "\t" + orderId + "\n");
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
