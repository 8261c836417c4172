package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;

/** The repository's files without the evolution's. */
final class Checkout {
    private static final Set<String> NOT_OURS = Set.of(".git", ".run", "target");

    private Checkout() {}

    static Path root() {
        return Project.locate().root();
    }

    static Stream<Path> files() {
        var files = new ArrayList<Path>();
        var evolution = root().resolve("evolution");
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(evolution)
                                    || NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.endsWith(".git")) { // of a work tree
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream();
    }
}
