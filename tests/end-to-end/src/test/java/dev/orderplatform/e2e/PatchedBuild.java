package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Project;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Services built from the present sources with changes. Whole modules are compiled: a switch without a case for a new event
 * type fails here as it would fail in the next version, wherever it stands.
 */
final class PatchedBuild {
    private static final String CONTRACTS = "contracts";

    private final Path project = Project.locate().root();
    private final Path folder;
    /** Changed and added ones, by their path below the project. */
    private final Map<String, String> sources = new HashMap<>();

    /** @param folder is made anew; afterwards it holds a folder for each service, with its jar and {@code lib} */
    PatchedBuild(Path folder) {
        this.folder = folder.toAbsolutePath();
        Folders.delete(this.folder);
    }

    /** Replaces what stands in a source exactly once. */
    void replace(String source, String anchor, String replacement) {
        String text = sources.computeIfAbsent(source, name -> read(project.resolve(name)));
        assertThat(Pattern.compile(Pattern.quote(anchor)).matcher(text).results())
                .as("places in %s where the next version differs: \"%s\"", source, anchor)
                .hasSize(1);
        sources.put(source, text.replace(anchor, replacement));
    }

    void add(String source, String text) {
        assertThat(project.resolve(source)).doesNotExist();
        sources.put(source, text);
    }

    void addResource(String module, String name, String text) {
        write(classes(module).resolve(name), text);
    }

    void contracts() {
        compile(CONTRACTS, jars("order-service"));
    }

    /** Builds a service; the contracts come before it. */
    void service(String name) {
        List<Path> libraries = jars(name);
        compile(
                name,
                Stream.concat(Stream.of(classes(CONTRACTS)), libraries.stream()).toList());
        Path jar = folder.resolve(name).resolve(name + ".jar");
        patch(built(name).resolve(name + ".jar"), classes(name), jar);
        for (Path library : libraries) {
            Path copy = jar.resolveSibling("lib").resolve(library.getFileName());
            if (library.getFileName().toString().startsWith(CONTRACTS + "-")) {
                patch(library, classes(CONTRACTS), copy);
            } else {
                link(library, copy);
            }
        }
    }

    private void compile(String module, List<Path> classPath) {
        String prefix = module + "/src/main/java/";
        Path copies = folder.resolve("sources").resolve(module);
        files(project.resolve(prefix))
                .forEach((name, source) ->
                        write(copies.resolve(name), sources.getOrDefault(prefix + name, read(source))));
        sources.keySet().stream()
                .filter(source -> source.startsWith(prefix))
                .forEach(source -> write(copies.resolve(source.substring(prefix.length())), sources.get(source)));
        List<String> options = List.of(
                "--release",
                "25",
                "-proc:none",
                "-parameters",
                "-nowarn",
                "-d",
                Folders.create(classes(module)).toString(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            output,
                            manager,
                            null,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files(copies).values()))
                    .call();
            assertThat(compiled)
                    .as("the next version of %s compiles:%n%s", module, output)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void patch(Path jar, Path classes, Path target) {
        try {
            Folders.create(target.resolveSibling(""));
            Files.copy(jar, target);
            try (FileSystem content = FileSystems.newFileSystem(target)) {
                for (Map.Entry<String, Path> file : files(classes).entrySet()) {
                    Path entry = content.getPath(file.getKey());
                    Folders.create(entry.toAbsolutePath().getParent());
                    Files.copy(file.getValue(), entry, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path file, Path link) {
        try {
            Folders.create(link.resolveSibling(""));
            Files.createLink(link, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path classes(String module) {
        return folder.resolve("classes").resolve(module);
    }

    /** What the present build of a service made. */
    private Path built(String service) {
        return project.resolve(service).resolve("target");
    }

    private List<Path> jars(String service) {
        return List.copyOf(files(built(service).resolve("lib")).values());
    }

    /** All files below a folder, by their path below it. */
    private static Map<String, Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> folder.relativize(file).toString(), file -> file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Folders.create(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
