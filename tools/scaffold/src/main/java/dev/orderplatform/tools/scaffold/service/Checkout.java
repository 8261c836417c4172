package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source files of a repository. */
record Checkout(Path root) {

    /** Paths with slashes, relative to the root, in alphabetical order. */
    List<String> files(String below) {
        return SourceFiles.below(root.resolve(below)).stream()
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }
}
