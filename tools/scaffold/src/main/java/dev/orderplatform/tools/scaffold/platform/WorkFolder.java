package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what is not complete yet, beside its destination. Deleted at the end, also after Ctrl-C. */
final class WorkFolder implements AutoCloseable {
    private final Path folder;
    private final Thread deletion;

    WorkFolder(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, ".orderctl-new-");
        deletion = new Thread(() -> Folders.delete(folder));
        Runtime.getRuntime().addShutdownHook(deletion);
    }

    Path folder() {
        return folder;
    }

    /** Not the folder itself, which only its owner can read. */
    Path platform() {
        return folder.resolve("platform");
    }

    Path index() {
        return folder.resolve("index");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(deletion);
        Folders.delete(folder);
    }
}
