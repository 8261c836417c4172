package dev.orderplatform.stack.client;

import dev.orderplatform.stack.process.StackFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes down each acknowledged order, a line of key, tab and order id: the auditor looks for them later. */
public final class AcknowledgementLog implements AutoCloseable {

    private final Optional<BufferedWriter> file;

    private AcknowledgementLog(Optional<BufferedWriter> file) {
        this.file = file;
    }

    /** Writes to a new file, or nowhere. */
    public static AcknowledgementLog to(Optional<Path> file) {
        return new AcknowledgementLog(file.map(AcknowledgementLog::open));
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new StackFailure("Cannot write acknowledgements to " + file + ": " + e.getMessage(), e);
        }
    }

    /** @param answer the acknowledgement, which is read only if there is a file */
    public void add(String key, Answer answer) {
        if (file.isPresent()) {
            add(key, answer.json().path("orderId").asText());
        }
    }

    public synchronized void add(String key, String orderId) {
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
