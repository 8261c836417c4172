package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder of a new platform: it does not exist, or is empty. */
record Destination(Path folder, Path parent) {

    static Destination of(Path chosen, Path checkout) throws IOException {
        var folder = chosen.toAbsolutePath().normalize();
        var parent = folder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new PlatformException(
                    "The parent folder of %s does not exist. Create it, or choose a new folder in an existing one."
                            .formatted(folder));
        }
        if (parent.toRealPath().startsWith(checkout.toRealPath())) {
            throw new PlatformException("%s is inside this checkout. Choose a folder beside it, such as %s."
                    .formatted(folder, checkout.resolveSibling(String.valueOf(folder.getFileName()))));
        }
        if (Files.exists(folder) && !empty(folder)) {
            throw new PlatformException("%s exists and is not an empty folder. Choose a new one.".formatted(folder));
        }
        return new Destination(folder, parent);
    }

    /** In one step: there is no half-made platform. */
    void take(Path platform) throws IOException {
        Files.move(platform, folder, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }
}
