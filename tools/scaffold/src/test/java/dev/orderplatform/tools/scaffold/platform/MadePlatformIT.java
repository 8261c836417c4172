package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Makes a platform of this checkout and builds it: every module compiles with its gates, all unit tests pass, also those of
 * style, architecture, quoted values and links, and orderctl starts. Its integration tests, which take as long as this
 * platform's, are not run. Maven works offline: this build has just used everything that the copy needs.
 */
@Tag("drill")
class MadePlatformIT {
    private static final long MAX_MINUTES = 30;

    @TempDir
    private Path folder;

    @Test
    void aMadePlatformHasAGreenBuildAndNothingOfTheOldNames() throws IOException, InterruptedException {
        var own = SourceTree.of(Project.locate().root()).identity();
        assumeThat(own.artifact()).as("a platform of one word cannot be copied").contains("-");
        var made = folder.resolve("made");
        var status = new CommandLine(new NewPlatform())
                .execute(
                        "--package",
                        "net.example.made",
                        "--name",
                        "Made Platform",
                        "--topic-prefix",
                        "made.",
                        made.toString());
        assertThat(status).isZero();
        assertThat(naming(made, List.of(own.packageName(), own.folder(), own.domain(), own.artifact(), own.name())))
                .containsExactlyInAnyOrder(made.resolve(TemplateRecord.FILE), made.resolve("README.md"));

        assertThat(run(made, "mvn", "-o", "-B", "-ntp", "verify", "-DskipITs")).contains("BUILD SUCCESS");
        assertThat(run(made, "./orderctl", "--help")).contains("Usage: orderctl");
        assertThat(new Git(made).run("status", "--porcelain")).isEmpty();
    }

    private static List<Path> naming(Path root, List<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).startsWith(".git"))
                    .filter(file -> names.stream().anyMatch((root.relativize(file) + text(file))::contains))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(Path directory, String... command) throws IOException, InterruptedException {
        var log = folder.resolve("run.log");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        return Files.readString(log);
    }
}
