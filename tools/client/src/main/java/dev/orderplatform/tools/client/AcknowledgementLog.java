package dev.orderplatform.tools.client;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Writes down what was acknowledged, a line of JSON each: the auditor looks for it later. */
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
            throw new PlatformException("Cannot write acknowledgements to " + file + ": " + e.getMessage(), e);
        }
    }

    /** @param answer the acknowledgement, which is read only if there is a file */
    public void addOrder(String key, Answer answer) {
        if (file.isPresent()) {
            add(Acknowledgement.order(key, answer.json().path("orderId").asText()));
        }
    }

    public synchronized void add(Acknowledgement acknowledgement) {
        file.ifPresent(writer -> {
            try {
                writer.write(acknowledgement.line(Instant.now()));
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
