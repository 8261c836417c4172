package dev.orderplatform.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled main classes of every module. */
final class Platform {
    static final String BASE = "dev.orderplatform.";

    /** Each service's package beneath {@link #BASE}, by its module. */
    static final List<String> SERVICES = List.of("order", "inventory", "notification", "gateway");

    private static final List<String> MODULES = List.of(
            "contracts",
            "platform/background",
            "platform/ids",
            "platform/regions",
            "platform/postgres",
            "platform/kafka",
            "platform/outbox",
            "platform/inbox",
            "platform/web",
            "platform/global-transactions",
            "order-service",
            "inventory-service",
            "notification-service",
            "gateway",
            "runtime/topology",
            "runtime/processes",
            "runtime/orderctl",
            "tools/client",
            "tools/bench",
            "tools/audit",
            "tools/load",
            "tools/demo",
            "tools/drill");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream().map(Platform::classesOf).toList());

    private Platform() {}

    // A module that is not compiled would pass every rule.
    private static Path classesOf(String module) {
        Path classes = root().resolve(module).resolve("target/classes");
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
