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
 * What a JVM learned in an earlier run, for the next one to begin with: its classes loaded and linked, and which methods
 * are worth compiling (JEP 483, 514, 515). A run without a cache can record what one is made from, when it ends; making it
 * takes a JVM of its own some seconds. Recording slows a start down, so the second run does it: a program that is started
 * again will probably be started a third time. A JVM that finds the cache made for another class path or JDK goes on without it.
 */
public record AotCache(Path file) {

    private static final String RECORDING = ".recording";
    private static final String ARGUMENTS = ".arguments";
    private static final String STARTED = ".started";

    /**
     * The cache of these jars and this Java.
     *
     * @param folder of this one cache: making it deletes those of older jars
     * @param classPath jars, and folders of jars
     */
    public static AotCache in(Path folder, Path... classPath) {
        var checksum = new CRC32();
        checksum.update(Runtime.version().toString().getBytes(UTF_8));
        for (var entry : classPath) {
            jars(entry).forEach(jar -> checksum.update(described(jar).getBytes(UTF_8)));
        }
        return new AotCache(folder.resolve("%08x.aot".formatted(checksum.getValue())));
    }

    private static List<File> jars(Path entry) {
        var content = entry.toFile().listFiles();
        return content == null
                ? List.of(entry.toFile())
                : Arrays.stream(content).sorted().toList();
    }

    // What the JVM compares, too.
    private static String described(File jar) {
        return jar.getName() + jar.length() + " " + jar.lastModified();
    }

    /** The caches below a folder that were recorded and not made yet. */
    public static List<AotCache> recorded(Path folder) {
        return with(RECORDING, folder);
    }

    /** The caches below a folder that JVMs record for, or have recorded for. */
    public static List<AotCache> begun(Path folder) {
        return with(ARGUMENTS, folder);
    }

    private static List<AotCache> with(String suffix, Path folder) {
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

    /** The flags of a JVM that uses the cache; none while there is none. */
    public List<String> use() {
        return Files.isReadable(file) ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /**
     * The flags of a JVM that uses the cache; or records for it, from its second run on, while there is neither cache nor
     * recording.
     *
     * @param arguments the other flags of that JVM, its class path and its main class
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

    /** Makes the cache from the recording, which is then deleted, whether it was good for a cache or not. */
    public void make(Path log) {
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

    // As the java command reads it from a file of arguments.
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
