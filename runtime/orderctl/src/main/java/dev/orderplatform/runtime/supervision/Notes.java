package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.DurableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Small files, one a name, that are there as a whole or not at all. */
public record Notes(Path folder) {

    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String name) {
        return Files.exists(folder.resolve(name));
    }

    public void write(String name, String content) {
        try {
            Files.createDirectories(folder);
            var unfinished = Files.createTempFile(folder, ".", ".new");
            try {
                DurableText.write(unfinished, content);
                Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                // On a full disk, each attempt would leave an empty one.
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
