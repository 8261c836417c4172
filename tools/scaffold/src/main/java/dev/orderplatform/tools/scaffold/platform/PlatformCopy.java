package dev.orderplatform.tools.scaffold.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the renamed copy. */
record PlatformCopy(SourceTree source, TemplateRecord made, Renaming renaming, Formatter formatter) {
    private static final String README = "README.md";

    void write(Path folder, Consumer<String> progress) throws IOException {
        var files =
                source.files().stream().filter(file -> !Omissions.omits(file)).toList();
        progress.accept("Copying and renaming %,d files …".formatted(files.size()));
        var links = new MarkdownLinks(
                Stream.concat(files.stream(), Stream.of(README)).toList());
        for (var file : files) {
            copy(file, folder.resolve(renaming.apply(file)), links);
        }
        Files.writeString(folder.resolve(README), links.redirect(README, readme()));
        made.write(folder);
        progress.accept("Formatting …");
        formatter.format(folder);
    }

    private void copy(String file, Path target, MarkdownLinks links) throws IOException {
        Folders.create(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.copy(source.root().resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        var text = text(target);
        if (text.isPresent()) {
            var linked = file.endsWith(".md") ? links.redirect(file, text.get()) : text.get();
            Files.writeString(target, renaming.apply(withoutOmittedLines(linked)));
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
                    .replace("{name}", made.name())
                    .replace("{origin}", made.origin())
                    .replace("{package}", made.packageName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
