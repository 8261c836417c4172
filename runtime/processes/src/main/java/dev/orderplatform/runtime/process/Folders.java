package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Creates and deletes folders. */
public final class Folders {

    private Folders() {}

    /** Creates the folder and its parents if missing. */
    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with mode 0700, also if the folder already exists with another mode. */
    public static void createPrivate(Path folder) {
        create(folder);
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder recursively; a missing folder is no error. */
    public static void delete(Path folder) {
        try (var content = Files.walk(folder)) {
            for (var path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException _) {
            // Missing, or being deleted concurrently.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
