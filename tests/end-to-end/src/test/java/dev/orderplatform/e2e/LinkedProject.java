package dev.orderplatform.e2e;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project folder of symbolic links, in which a service's build can be replaced. */
final class LinkedProject {
    private final Path original = Project.locate().root();
    private final Path root;

    /** @param root recreated, with the current builds of the services */
    LinkedProject(Path root) {
        this.root = root.toAbsolutePath();
        Folders.delete(this.root);
        // Not .run/apps: this platform needs its own installations.
        link(".run/dist", Folders.create(new Project(original).distributions()));
        link("runtime", original.resolve("runtime"));
        link("tools", original.resolve("tools"));
        Topology.of(TopologySettings.DEFAULT).modules().forEach(this::rollBack);
    }

    Project project() {
        return new Project(root);
    }

    /**
     * Later starts of this service use that build.
     *
     * @param build contains the jar and {@code lib}
     */
    void upgrade(String service, Path build) {
        link(service + "/target", build.toAbsolutePath());
    }

    /** Later starts of this service use the current build. */
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
