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
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Copies of a jar and of libraries: a build does not disturb a running service.
 *
 * @param jar the build's output; its manifest names its libraries, relative to it
 * @param users jars that share a JVM; the libraries that they do not build themselves are installed, too
 * @param folder contains one folder a version
 */
public record Installation(Path jar, List<Path> users, Path folder) {

    private static final int VERSIONS_KEPT = 2;
    private static final String UNFINISHED = "unfinished";
    private static final String LIBRARIES = "lib";
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    /** A service's jar with its own libraries. */
    public Installation(Path jar, Path folder) {
        this(jar, List.of(), folder);
    }

    /**
     * The relevant attributes of a jar's manifest.
     *
     * @param libraries their paths, relative to the jar
     */
    private record Manifest(Path jar, String version, List<String> libraries) {

        static Manifest of(Path jar) throws IOException {
            try (var content = new JarFile(jar.toFile())) {
                var attributes = content.getManifest().getMainAttributes();
                var libraries = Optional.ofNullable(attributes.getValue(Attributes.Name.CLASS_PATH));
                return new Manifest(
                        jar,
                        attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                        libraries.map(paths -> List.of(paths.split(" "))).orElse(List.of()));
            }
        }

        /** Whether a library comes from the same build. Other libraries never change under the same name. */
        boolean ownBuild(String library) {
            return library.endsWith("-" + version + ".jar");
        }

        List<Path> own() {
            return paths(this::ownBuild);
        }

        List<Path> others() {
            return paths(Predicate.not(this::ownBuild));
        }

        private List<Path> paths(Predicate<String> which) {
            return libraries.stream().filter(which).map(jar::resolveSibling).toList();
        }
    }

    /**
     * The class path of an installed service.
     *
     * @param own its jar, and the libraries of the same build
     * @param others the other libraries
     */
    record ClassPath(List<Path> own, List<Path> others) {

        static ClassPath of(Path jar) {
            try {
                var manifest = Manifest.of(jar);
                return new ClassPath(
                        Stream.concat(Stream.of(jar), manifest.own().stream()).toList(), manifest.others());
            } catch (IOException e) {
                throw new PlatformException("Cannot read " + jar + ": " + e, e);
            }
        }
    }

    /** What to install: files of the build, which may change, and others, which never do. */
    private record Content(List<Path> own, List<Path> others) {

        static Content of(Path jar, List<Path> users) throws IOException {
            var manifest = Manifest.of(jar);
            var others = new TreeSet<>(Comparator.comparing(Path::getFileName));
            others.addAll(manifest.others());
            for (var user : users) {
                others.addAll(Manifest.of(user).others());
            }
            return new Content(manifest.own(), List.copyOf(others));
        }
    }

    /** Installs the current jar unless it is installed, and returns the installed copy. */
    Path install() {
        Stream.concat(Stream.of(jar), users.stream()).forEach(Installation::require);
        try {
            var content = Content.of(jar, users);
            var version = folder.resolve(fingerprint(content));
            // The services of both regions install the same jar at the same time.
            synchronized (LOCKS.computeIfAbsent(folder, _ -> new Object())) {
                if (Files.notExists(version)) {
                    installTo(version, content);
                    deleteOldVersions();
                }
            }
            return version.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new PlatformException("Cannot install " + jar + ": " + e, e);
        }
    }

    private static void require(Path jar) {
        if (Files.notExists(jar)) {
            throw new PlatformException(
                    "%s is missing. Build the project; it creates %s".formatted(jar.getFileName(), jar));
        }
    }

    /** The libraries of an installed jar, in a fixed order: an AOT cache is for one class path. */
    static List<Path> libraries(Path jar) {
        try (var files = Files.list(jar.resolveSibling(LIBRARIES))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new PlatformException("Cannot read the libraries of " + jar + ": " + e, e);
        }
    }

    /** The AOT cache of an installed jar. */
    static AotCache cacheOf(Path jar) {
        return AotCache.in(jar.resolveSibling(""), jar, jar.resolveSibling(LIBRARIES));
    }

    // By content, not by time: a build without changes keeps the AOT cache.
    private String fingerprint(Content content) throws IOException {
        var checksum = new CRC32();
        checksum.update(Files.readAllBytes(jar));
        for (var library : content.own) {
            checksum.update(library.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            checksum.update(Files.readAllBytes(library));
        }
        for (var library : content.others) {
            checksum.update(library.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        }
        return "%08x".formatted(checksum.getValue());
    }

    private void installTo(Path version, Content content) throws IOException {
        Files.createDirectories(folder);
        var unfinished = Files.createTempDirectory(folder, UNFINISHED);
        var libraries = Files.createDirectories(unfinished.resolve(LIBRARIES));
        copy(jar, unfinished.resolve(jar.getFileName()));
        for (var library : content.own) {
            copy(library, libraries.resolve(library.getFileName()));
        }
        for (var library : content.others) {
            linkOrCopy(library, libraries.resolve(library.getFileName()));
        }
        Files.move(unfinished, version);
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    // A hard link takes no space, and survives when the build deletes its file.
    private static void linkOrCopy(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException _) {
            copy(source, target);
        }
    }

    // Another part may still run the previous version.
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
