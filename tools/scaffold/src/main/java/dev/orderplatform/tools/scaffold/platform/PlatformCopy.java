package dev.orderplatform.tools.scaffold.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the renamed copy. */
record PlatformCopy(SourceTree source, Template template, Renaming renaming) {
    private static final String README = "README.md";
    private static final String STYLE = "tests/style";

    /** @param work a temporary folder, which keeps the log of a failed command */
    void write(Path folder, Path work, Consumer<String> progress) throws IOException {
        var files =
                source.files().stream().filter(file -> !Omissions.omits(file)).toList();
        progress.accept("Copying and renaming %,d files …".formatted(files.size()));
        var links = new MarkdownLinks(
                Stream.concat(files.stream(), Stream.of(README)).toList());
        for (var file : files) {
            copy(file, folder.resolve(renaming.apply(file)), links);
        }
        Files.writeString(folder.resolve(README), renaming.apply(links.prune(README, readme())));
        template.write(folder);
        progress.accept("Formatting, by Maven …");
        format(folder, work.resolve("format.log"));
    }

    private void copy(String file, Path target, MarkdownLinks links) throws IOException {
        Folders.create(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.copy(source.root().resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        var text = text(target);
        if (text.isPresent()) {
            var pruned = file.endsWith(".md") ? links.prune(file, text.get()) : text.get();
            Files.writeString(target, renaming.apply(withoutOmittedLines(pruned)));
        }
    }

    private static String withoutOmittedLines(String text) {
        if (text.lines().noneMatch(Omissions::omitsLine)) {
            return text;
        }
        return text.lines().filter(line -> !Omissions.omitsLine(line)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Empty for a binary file. */
    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private String readme() {
        try (var resource = Optional.ofNullable(PlatformCopy.class.getResourceAsStream("README.template"))
                .orElseThrow()) {
            return new String(resource.readAllBytes(), UTF_8)
                    .replace("{name}", template.name())
                    .replace("{origin}", template.origin())
                    .replace("{package}", template.packageName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports are sorted and lines wrapped by the length of names. */
    private static void format(Path folder, Path log) {
        new Launch(
                        List.of(
                                "mvn",
                                "-B",
                                "-ntp",
                                "-q",
                                "test",
                                "-pl",
                                STYLE,
                                "-Dtest=SourceFormatTest",
                                "-Dformat.write=true"),
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        folder,
                        log)
                .run();
        Folders.delete(folder.resolve(STYLE).resolve("target"));
    }
}
