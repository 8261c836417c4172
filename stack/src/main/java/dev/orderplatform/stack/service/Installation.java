package dev.orderplatform.stack.service;

import dev.orderplatform.stack.process.AotCache;
import dev.orderplatform.stack.process.Folders;
import dev.orderplatform.stack.process.JavaCommand;
import dev.orderplatform.stack.process.Launch;
import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A service's jar taken apart, as Spring Boot recommends for production: it starts with a third less CPU than the nested
 * jar, and a build beneath a running service does it no harm.
 *
 * @param jar the executable jar that the build made
 * @param folder holds one folder for each version of it
 */
public record Installation(Path jar, Path folder) {

    private static final int VERSIONS_KEPT = 2;
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    /** Installs the jar as it is now, unless that is done, and returns the jar to start. */
    Path install() {
        if (Files.notExists(jar)) {
            throw new StackFailure(
                    "%s is missing: build the project, it belongs at %s".formatted(jar.getFileName(), jar));
        }
        try {
            var version = folder.resolve(fingerprint());
            // Services of both regions come at the same time with the same jar.
            synchronized (LOCKS.computeIfAbsent(folder, _ -> new Object())) {
                if (Files.notExists(version)) {
                    extractTo(version);
                    deleteOldVersions();
                }
            }
            return version.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new StackFailure("Cannot install " + jar + ": " + e.getMessage(), e);
        }
    }

    /** The ahead-of-time cache that belongs to an installed jar. */
    static AotCache cacheOf(Path jar) {
        return new AotCache(jar.resolveSibling("service.aot"));
    }

    // Not the time: a reproducible build gives every jar the same.
    private String fingerprint() throws IOException {
        try (var content = new CheckedInputStream(Files.newInputStream(jar), new CRC32())) {
            var buffer = new byte[1 << 16];
            while (content.read(buffer) >= 0) {
                // Only the checksum is wanted.
            }
            return "%08x".formatted(content.getChecksum().getValue());
        }
    }

    private void extractTo(Path version) throws IOException {
        Files.createDirectories(folder);
        var unfinished = Files.createTempDirectory(folder, "unfinished");
        var command = JavaCommand.of(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                unfinished.toString()));
        new Launch(command, Map.of(), folder, folder.resolve("install.log")).run();
        Files.move(unfinished, version);
    }

    // Another part may still run the version before this one.
    private void deleteOldVersions() throws IOException {
        try (var versions = Files.list(folder)) {
            versions.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Installation::installedAt).reversed())
                    .skip(VERSIONS_KEPT)
                    .forEach(Folders::delete);
        }
    }

    private static long installedAt(Path version) {
        return version.toFile().lastModified();
    }
}
