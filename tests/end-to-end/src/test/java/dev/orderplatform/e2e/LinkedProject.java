package dev.orderplatform.e2e;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that orderctl takes for the project, in which one build of a service can be exchanged for another. */
final class LinkedProject {
    private static final List<String> SERVICES =
            List.of("notification-service", "inventory-service", "order-service", "gateway");

    private final Path original = Project.locate().root();
    private final Path root;

    /** @param root is made anew, with the services as they were built */
    LinkedProject(Path root) {
        this.root = root.toAbsolutePath();
        Folders.delete(this.root);
        // Installations of its own, so that they take no other platform's place.
        link(".run/dist", Folders.create(new Project(original).distributions()));
        link("runtime", original.resolve("runtime"));
        link("tools", original.resolve("tools"));
        SERVICES.forEach(this::rollBack);
    }

    Project project() {
        return new Project(root);
    }

    /**
     * From now on, who starts this service starts that build.
     *
     * @param build holds the jar, and {@code lib} beside it
     */
    void upgrade(String service, Path build) {
        link(service + "/target", build.toAbsolutePath());
    }

    /** From now on, who starts this service starts it as it was built. */
    void rollBack(String service) {
        upgrade(service, original.resolve(service).resolve("target"));
    }

    private void link(String name, Path target) {
        try {
            Path link = root.resolve(name);
            Files.deleteIfExists(link);
            Folders.create(link.resolveSibling(""));
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
