package dev.orderplatform.tools.scaffold.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files below a folder, without build output and git's own. Paths are relative to the folder and have slashes. */
public record SourceFiles(Path root) {
    // Git's own is a folder, or a file in a worktree.
    private static final Set<String> NOT_SOURCE = Set.of(".git", ".run", "target", ".idea", ".vscode");

    /** Sorted. */
    public List<String> paths() {
        return paths("");
    }

    /** Those below one of its folders, sorted. */
    public List<String> paths(String folder) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(root.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return isSource(visited) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isSource(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream()
                .sorted()
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    public String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String path) {
        return Files.exists(root.resolve(path));
    }

    private static boolean isSource(Path visited) {
        return !NOT_SOURCE.contains(String.valueOf(visited.getFileName()));
    }
}
