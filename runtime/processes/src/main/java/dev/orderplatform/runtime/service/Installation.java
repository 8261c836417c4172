package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * A service's jar and libraries in a folder of their own: a build beneath a running service does it no harm.
 *
 * @param jar what the build made; its manifest names the libraries, relative to it
 * @param folder holds one folder for each version of it
 */
public record Installation(Path jar, Path folder) {

    private static final int VERSIONS_KEPT = 2;
    private static final String UNFINISHED = "unfinished";
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    /**
     * What the jar's manifest says.
     *
     * @param libraries their paths, relative to the jar
     */
    private record Manifest(String version, List<String> libraries) {

        static Manifest of(Path jar) throws IOException {
            try (var content = new JarFile(jar.toFile())) {
                var attributes = content.getManifest().getMainAttributes();
                return new Manifest(
                        attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                        List.of(attributes.getValue(Attributes.Name.CLASS_PATH).split(" ")));
            }
        }

        /** Whether a library comes out of the same build: others never change under their name. */
        boolean ownBuild(String library) {
            return library.endsWith("-" + version + ".jar");
        }
    }

    /** Installs the jar as it is now, unless that is done, and returns the jar to start. */
    Path install() {
        if (Files.notExists(jar)) {
            throw new PlatformException(
                    "%s is missing: build the project, it belongs at %s".formatted(jar.getFileName(), jar));
        }
        try {
            var manifest = Manifest.of(jar);
            var version = folder.resolve(fingerprint(manifest));
            // Services of both regions come at the same time with the same jar.
            synchronized (LOCKS.computeIfAbsent(folder, _ -> new Object())) {
                if (Files.notExists(version)) {
                    installTo(version, manifest);
                    deleteOldVersions();
                }
            }
            return version.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new PlatformException("Cannot install " + jar + ": " + e, e);
        }
    }

    /** The ahead-of-time cache that belongs to an installed jar. */
    static AotCache cacheOf(Path jar) {
        return AotCache.in(jar.resolveSibling(""), jar, jar.resolveSibling("lib"));
    }

    // By content, not by time: a build that changes nothing keeps the start cache.
    private String fingerprint(Manifest manifest) throws IOException {
        var checksum = new CRC32();
        checksum.update(Files.readAllBytes(jar));
        for (var library : manifest.libraries) {
            checksum.update(library.getBytes(StandardCharsets.UTF_8));
            if (manifest.ownBuild(library)) {
                checksum.update(Files.readAllBytes(jar.resolveSibling(library)));
            }
        }
        return "%08x".formatted(checksum.getValue());
    }

    private void installTo(Path version, Manifest manifest) throws IOException {
        Files.createDirectories(folder);
        var unfinished = Files.createTempDirectory(folder, UNFINISHED);
        copy(jar, unfinished.resolve(jar.getFileName()));
        for (var library : manifest.libraries) {
            var target = unfinished.resolve(library);
            Files.createDirectories(target.resolveSibling(""));
            if (manifest.ownBuild(library)) {
                copy(jar.resolveSibling(library), target);
            } else {
                linkOrCopy(jar.resolveSibling(library), target);
            }
        }
        Files.move(unfinished, version);
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    // A link costs nothing, and the file stays when a build deletes its own.
    private static void linkOrCopy(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException _) {
            copy(source, target);
        }
    }

    // Another part may still run the version before this one.
    private void deleteOldVersions() throws IOException {
        try (var versions = Files.list(folder)) {
            versions.filter(Files::isDirectory)
                    .filter(version -> !version.getFileName().toString().startsWith(UNFINISHED))
                    .sorted(Comparator.comparing(Installation::installedAt).reversed())
                    .skip(VERSIONS_KEPT)
                    .forEach(Folders::delete);
        }
    }

    private static long installedAt(Path version) {
        return version.toFile().lastModified();
    }
}
