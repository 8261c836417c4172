package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Whole folders. */
public final class Folders {

    private Folders() {}

    /** Creates the folder, and those above it, where it is missing. */
    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, and lets nobody but its owner into it, even where others could look before. */
    public static void createPrivate(Path folder) {
        create(folder);
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder with all that is in it; one that is not there is no error. */
    public static void delete(Path folder) {
        try (var content = Files.walk(folder)) {
            for (var path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException _) {
            // Nothing there, or somebody else deletes it too.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
