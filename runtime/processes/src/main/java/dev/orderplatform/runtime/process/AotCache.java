package dev.orderplatform.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A JVM's ahead-of-time cache: loaded and linked classes and method profiles of an earlier run (JEP 483, 514, 515). A
 * run without a cache can write a recording when it ends. Creating the cache from it takes a separate JVM some seconds.
 * Recording slows the start down, so only the second run records: a program that is started twice will probably be
 * started again. A JVM ignores a cache for another class path or JDK.
 */
public record AotCache(Path file) {

    private static final String RECORDING = ".recording";
    private static final String ARGUMENTS = ".arguments";
    private static final String STARTED = ".started";

    /**
     * The cache for these jars and this JDK.
     *
     * @param folder for this cache only: creating it deletes the caches of older jars
     * @param classPath jars, and folders of jars
     */
    public static AotCache in(Path folder, Path... classPath) {
        var checksum = new CRC32();
        checksum.update(Runtime.version().toString().getBytes(UTF_8));
        for (var entry : classPath) {
            jars(entry).forEach(jar -> checksum.update(attributes(jar).getBytes(UTF_8)));
        }
        return new AotCache(folder.resolve("%08x.aot".formatted(checksum.getValue())));
    }

    private static List<File> jars(Path entry) {
        var content = entry.toFile().listFiles();
        return content == null
                ? List.of(entry.toFile())
                : Arrays.stream(content).sorted().toList();
    }

    // The JVM validates the same attributes.
    private static String attributes(File jar) {
        return jar.getName() + jar.length() + " " + jar.lastModified();
    }

    /** The caches below a folder that have a recording and are not created yet. */
    public static List<AotCache> recorded(Path folder) {
        return withSuffix(RECORDING, folder);
    }

    /** The caches below a folder for which a JVM records or has recorded. */
    public static List<AotCache> recording(Path folder) {
        return withSuffix(ARGUMENTS, folder);
    }

    private static List<AotCache> withSuffix(String suffix, Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, 3)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> new AotCache(Path.of(name.substring(0, name.length() - suffix.length()))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags that use the cache; none if it does not exist. */
    public List<String> use() {
        return Files.isReadable(file) ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /**
     * The flags that use the cache. While neither cache nor recording exists: the flags that record, from the second
     * run on.
     *
     * @param arguments the JVM's other flags, class path and main class
     */
    public List<String> useOrRecord(List<String> arguments) {
        if (Files.exists(file) || Files.exists(sibling(RECORDING))) {
            return use();
        }
        try {
            Files.createDirectories(file.resolveSibling(""));
            if (Files.notExists(sibling(STARTED))) {
                Files.createFile(sibling(STARTED));
                return List.of();
            }
            Files.writeString(
                    sibling(ARGUMENTS),
                    arguments.stream().map(AotCache::quoted).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + sibling(RECORDING));
    }

    /** Creates the cache from the recording, and deletes the recording even if that fails. */
    public void create(Path log) {
        var unfinished = sibling(".unfinished");
        var command = JavaCommand.of(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + sibling(RECORDING),
                "-XX:AOTCache=" + unfinished,
                "@" + sibling(ARGUMENTS)));
        try {
            try {
                new Launch(command, Map.of(), file.resolveSibling(""), log).run();
                deleteOthers();
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                for (var rest : List.of(sibling(RECORDING), sibling(ARGUMENTS), sibling(STARTED), unfinished)) {
                    Files.deleteIfExists(rest);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteOthers() throws IOException {
        try (var others = Files.newDirectoryStream(file.resolveSibling(""), "*.aot")) {
            for (var other : others) {
                if (!other.equals(file)) {
                    Files.delete(other);
                }
            }
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    // The syntax of the java command's @argfiles.
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
