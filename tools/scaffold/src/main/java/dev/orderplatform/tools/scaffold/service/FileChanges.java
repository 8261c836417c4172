package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.tools.scaffold.source.FormatJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates and replaces files in a checkout: all or none. */
final class FileChanges {
    private final Path root;
    /** On the same disk, so that files can be moved. Ignored by git. */
    private final Path staging;

    FileChanges(Path root) {
        this.root = root;
        this.staging = root.resolve(".run/new-service");
    }

    /** @param texts by path relative to the root */
    void apply(Map<String, String> texts) throws IOException, InterruptedException {
        Folders.delete(staging);
        try {
            for (var text : texts.entrySet()) {
                var file = staging.resolve(text.getKey());
                Folders.create(parent(file));
                Files.writeString(file, text.getValue());
            }
            FormatJava.run(texts.keySet().stream()
                    .filter(file -> file.endsWith(".java"))
                    .map(staging::resolve)
                    .toList());
            moveAll(texts.keySet());
        } finally {
            Folders.delete(staging);
        }
    }

    private void moveAll(Set<String> paths) throws IOException {
        Deque<Undo> undo = new ArrayDeque<>();
        try {
            for (var path : paths) {
                var target = root.resolve(path);
                undo.push(Undo.of(target));
                Folders.create(parent(target));
                Files.move(staging.resolve(path), target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException e) {
            for (var change : undo) {
                change.run();
            }
            throw e;
        }
    }

    /** @param before the text of a file that is replaced */
    private record Undo(Path file, Optional<String> before) {

        static Undo of(Path file) throws IOException {
            return new Undo(file, Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty());
        }

        void run() throws IOException {
            if (before.isPresent()) {
                Files.writeString(file, before.get());
            } else {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }
}
