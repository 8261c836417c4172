package dev.orderplatform.runtime.orderctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script before anything is built: a Maven and a JDK of paper say how they were called. */
class OrderctlScriptIT {

    private static final List<String> MODULES =
            List.of("tools/bundle", "order-service", "inventory-service", "notification-service", "gateway");

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        var project = Project.locate().root();
        Files.createDirectories(folder.resolve("infra"));
        for (var file : List.of("orderctl", "infra/jdk25.sh")) {
            Files.copy(project.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (var module : MODULES) {
            Files.createDirectories(folder.resolve(module));
        }
        Files.createDirectories(folder.resolve("runtime"));
        for (var file : List.of("pom.xml", "contracts", "platform")) {
            Files.createFile(folder.resolve(file));
        }
        script("bin/mvn", """
            echo "mvn $* with $JAVA_HOME" >>calls
            echo '[INFO] Building gateway 1.0.0-SNAPSHOT                     [7/9]'
            [ ! -e broken ] || { echo '[ERROR] it is broken'; exit 1; }
            for module in %s runtime/kafka runtime/seata; do
                mkdir -p $module/target/lib
                touch $module/target/${module##*/}.jar
            done 2>/dev/null
            exit 0
            """.formatted(String.join(" ", MODULES)));
        script("jdk/bin/java", "echo \"java ${*: -1}\" >>calls");
        script("jdk/bin/javac", "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void aFreshCloneBuildsOnlyWhatRunsByTheJdkThatItFoundAndTrainsNothing() throws Exception {
        assertThat(orderctl("demo")).contains("Built in").doesNotContain("raining");
        assertThat(calls())
                .containsExactly(
                        "mvn -B -T 1C -Pruntime package -pl " + String.join(",", MODULES) + " -am with "
                                + folder.resolve("jdk"),
                        "java demo");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        orderctl("demo");
        orderctl("demo");
        assertThat(calls()).filteredOn(call -> call.startsWith("mvn")).hasSize(1);
    }

    @Test
    void aBuildThatFailsSaysWhyAndStartsNothing() throws Exception {
        Files.createFile(folder.resolve("broken"));
        assertThat(orderctl("up")).contains("it is broken", "the build failed", "build.log");
        assertThat(calls()).noneMatch(call -> call.startsWith("java"));
    }

    private String orderctl(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(folder.resolve("orderctl").toString(), command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder.resolve("bin") + ":/usr/bin:/bin",
                        "HOME", folder.toString(),
                        "JAVA_HOME", folder.resolve("jdk").toString()));
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return printed;
    }

    private List<String> calls() throws IOException {
        var calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void script(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/usr/bin/env bash\ncd '" + folder + "'\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
