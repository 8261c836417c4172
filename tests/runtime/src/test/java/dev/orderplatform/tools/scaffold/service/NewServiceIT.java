package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Makes services in a copy of the repository. */
class NewServiceIT {
    private static final long MAX_MINUTES = 20;

    @TempDir
    private Path copy;

    private @Nullable Exception failure;

    @Test
    void refusedServiceLeavesNothing() throws IOException {
        copyRepository();
        var before = contentHashes();
        for (var arguments : new String[][] {
            {"Points"},
            {"order"},
            {"sample"},
            {"notification-service"},
            {"catalogue"},
            {"outbox-table"},
            {"points", "--port", "8101"},
            {"points", "--port", "8101", "--global"},
            {"points", "--port", "70000"}
        }) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isNotZero();
            assertThat(failure).isInstanceOf(PlatformException.class).hasMessageContaining("Choose");
        }
        assertThat(contentHashes()).isEqualTo(before);
    }

    @Test
    @Tag("drill")
    void newServicesPassTheirTestsAndAllGates() throws IOException, InterruptedException {
        copyRepository();
        assertThat(run("made-for-test")).isZero();
        assertThat(Files.readString(copy.resolve("gateway/src/main/resources/routes.yml")))
                .contains("/api/v1/made-for-test/**");
        build(
                "-pl",
                "made-for-test-service,contracts,tests/style,tests/architecture,tests/runtime",
                "-Dtest=MadeForTest*Test,CompatibilityTest,EventContractTest,SourceFormatTest,PackagesTest,NamesTest,"
                        + "GeneratedFilesTest,LayersTest,DependenciesTest,UsageTest",
                "-Dit.test=MadeForTestServiceIT");
    }

    private int run(String... arguments) {
        return new CommandLine(new NewService(copy))
                .setExecutionExceptionHandler((thrown, _, _) -> {
                    failure = thrown;
                    return 1;
                })
                .execute(arguments);
    }

    private void build(String... arguments) throws IOException, InterruptedException {
        var log = copy.resolve("build.log");
        var command = new ArrayList<>(List.of(
                "mvn",
                "-o",
                "-B",
                "-ntp",
                "verify",
                "-am",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var maven = builder.start();
        try {
            assertThat(maven.waitFor(MAX_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroy();
        }
        assertThat(Files.readString(log))
                .contains("BUILD SUCCESS")
                .contains("MadeForTestTest")
                .contains("MadeForTestServiceIT");
    }

    private void copyRepository() throws IOException {
        var sources = new SourceFiles(Project.locate().root());
        for (var file : sources.paths()) {
            if (!file.startsWith("evolution/")) {
                var target = copy.resolve(file);
                Files.createDirectories(target.getParent());
                Files.copy(sources.root().resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Map<String, Integer> contentHashes() throws IOException {
        var hashes = new TreeMap<String, Integer>();
        for (var file : new SourceFiles(copy).paths()) {
            hashes.put(file, Arrays.hashCode(Files.readAllBytes(copy.resolve(file))));
        }
        return hashes;
    }
}
