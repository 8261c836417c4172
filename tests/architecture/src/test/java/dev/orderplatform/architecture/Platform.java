package dev.orderplatform.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The compiled main classes of every module. */
final class Platform {
    static final String BASE = "dev.orderplatform.";

    private static final String SERVICE = "-service";

    /** Earlier stages, which nothing needs, and tests, whose helpers are not production code. */
    private static final Set<String> NOT_PLATFORM = Set.of("evolution", "tests", "target");

    private static final List<Path> MODULES = modules();

    /** The services' packages below {@link #BASE}. */
    static final List<String> SERVICES = MODULES.stream()
            .map(module -> module.getFileName().toString())
            .filter(name -> name.endsWith(SERVICE) || name.equals("gateway"))
            .map(name -> name.replace(SERVICE, "").replace("-", ""))
            .toList();

    static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream().map(Platform::classesOf).toList());

    private Platform() {}

    private static List<Path> modules() {
        try (Stream<Path> folders = Files.find(root(), 3, (folder, _) -> isModule(folder))) {
            return folders.filter(Platform::isPartOfThePlatform).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isModule(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("src/main/java"));
    }

    private static boolean isPartOfThePlatform(Path module) {
        return NOT_PLATFORM.stream()
                .noneMatch(folder -> root().relativize(module).startsWith(folder));
    }

    // Without this check, a module that is not compiled would pass every rule.
    private static Path classesOf(Path module) {
        Path classes = module.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(module + " is not compiled: run with -am, or from the root");
        }
        return classes;
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("tests/architecture/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
