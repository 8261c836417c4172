package dev.orderplatform.runtime.orderctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The script with a fake Maven and a fake JDK, which log their calls. */
class OrderctlScriptIT {

    private static final List<String> MODULES = List.of(
            "tools/bundle",
            "tools/simulators",
            "inventory-service",
            "notification-service",
            "order-service",
            "gateway");
    private static final List<String> STAGES =
            List.of("evolution/monolith", "evolution/orders", "evolution/inventory", "evolution/notifications");

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void cloneProject() throws IOException {
        folder = folder.toRealPath();
        checkout = Files.createDirectories(folder.resolve("check out/platform"));
        var project = Project.locate().root();
        Files.createDirectories(checkout.resolve("infra"));
        for (var file : List.of("orderctl", "infra/jdk25.sh")) {
            Files.copy(project.resolve(file), checkout.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (var module : MODULES) {
            Files.createDirectories(checkout.resolve(module));
        }
        Files.createDirectories(checkout.resolve("runtime"));
        for (var file : List.of("pom.xml", "contracts", "platform")) {
            Files.createFile(checkout.resolve(file));
        }
        script("bin/mvn", """
            echo "mvn $* with $JAVA_HOME" >>calls
            echo '[INFO] Building gateway 1.0.0-SNAPSHOT                     [7/9]'
            [ ! -e broken ] || { echo '[ERROR] it is broken'; exit 1; }
            for module in %s %s runtime/kafka runtime/seata; do
                mkdir -p $module/target/lib
                touch $module/target/${module##*/}.jar
            done 2>/dev/null
            exit 0
            """.formatted(String.join(" ", MODULES), String.join(" ", STAGES)));
        script("jdk/bin/java", "echo \"java ${*: -1}\" >>calls; printf '%s\\n' \"$@\"");
        script("jdk/bin/javac", "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void aFreshCloneBuildsOnlyTheRuntimeModulesWithTheJdkFound() throws Exception {
        assertThat(orderctl("demo")).contains("Built in").doesNotContain("raining");
        assertThat(calls()).containsExactly(build(MODULES), "java demo");
    }

    @Test
    void aNewServiceOrPlatformNeedsTheToolsOnly() throws Exception {
        orderctl("new");
        orderctl("new");
        assertThat(calls()).containsExactly(build(List.of("tools/bundle")), "java new", "java new");
    }

    @Test
    void anUpToDateBuildIsNotRepeated() throws Exception {
        orderctl("demo");
        orderctl("demo");
        assertThat(calls()).filteredOn(call -> call.startsWith("mvn")).hasSize(1);
    }

    @Test
    void aFailedBuildPrintsItsErrorAndStartsNothing() throws Exception {
        Files.createFile(checkout.resolve("broken"));
        assertThat(orderctl("up")).contains("it is broken", "the build failed", "build.log");
        assertThat(calls()).noneMatch(call -> call.startsWith("java"));
    }

    @Test
    void theStagesOfTheEvolutionAreBuiltForItsCommandOnly() throws Exception {
        Files.createDirectories(checkout.resolve("evolution/runner"));
        var modules = new ArrayList<>(MODULES);
        modules.add("evolution/runner");
        orderctl("demo");
        assertThat(calls()).containsExactly(build(modules), "java demo");
        orderctl("evolution");
        modules.addAll(STAGES);
        assertThat(calls()).endsWith(build(modules), "java evolution");
    }

    @Test
    void withoutTheEvolutionItsCommandBuildsThePlatform() throws Exception {
        orderctl("evolution");
        assertThat(calls()).containsExactly(build(MODULES), "java evolution");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help"})
    void aFreshCloneHasHelpForEachCommand(String argument) throws Exception {
        var help = run(checkout, "./orderctl", argument);
        assertThat(help.status()).isZero();
        assertThat(help.output())
                .contains(publicCommands().stream()
                        .map(name -> "\n  " + name + " ")
                        .toList());
        assertThat(calls()).isEmpty();
    }

    private static List<String> publicCommands() {
        var commands = new CommandLine(Orderctl.class);
        ServiceLoader.load(ToolCommand.class).forEach(commands::addSubcommand);
        return commands.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(CommandLine.Model.CommandSpec::name)
                .toList();
    }

    @Test
    void afterABuildOrderctlPrintsItsOwnHelp() throws Exception {
        markAsBuilt();
        assertThat(orderctl("--help")).contains(project()).doesNotContain("Usage");
    }

    @Test
    void beforeABuildReadingCommandsFailAndStatusPrintsJsonIfRequested() throws Exception {
        var status = run(checkout, "./orderctl", "status", "--json");
        assertThat(status.status()).isEqualTo(3);
        assertThat(status.output()).startsWith("{\"ready\":false,");
        assertThat(run(checkout, "./orderctl", "down").output()).contains("nothing is built yet");
        assertThat(run(checkout, "./orderctl", "secret", "payment-webhook").output())
                .contains("nothing is built yet", "./orderctl up");
        assertThat(calls()).isEmpty();
    }

    @Test
    void findsItsCheckoutWhenCalledDirectly() throws Exception {
        markAsBuilt();
        assertThat(status(checkout, "./orderctl")).contains(project());
        assertThat(status(folder, "check out/platform/orderctl")).contains(project());
    }

    @Test
    void findsItsCheckoutThroughAnAbsoluteLink() throws Exception {
        markAsBuilt();
        var link = Files.createSymbolicLink(folder.resolve("orderctl"), checkout.resolve("orderctl"));
        assertThat(status(Path.of("/"), link.toString())).contains(project());
    }

    @Test
    void findsItsCheckoutThroughAChainOfRelativeLinksInALinkedFolder() throws Exception {
        markAsBuilt();
        var bin = Files.createDirectories(folder.resolve("usr/bin"));
        var opt = Files.createDirectories(folder.resolve("opt"));
        Files.createSymbolicLink(opt.resolve("platform"), Path.of("../check out/platform"));
        Files.createSymbolicLink(opt.resolve("ctl"), Path.of("platform/orderctl"));
        Files.createSymbolicLink(bin.resolve("orderctl"), Path.of("../../opt/ctl"));
        assertThat(status(bin, "./orderctl")).contains(project());
        assertThat(status(folder, "usr/bin/orderctl")).contains(project());
    }

    private void markAsBuilt() throws IOException {
        Files.createDirectories(checkout.resolve("tools/bundle/target/lib"));
    }

    private String project() {
        return "-Dorderctl.project=" + checkout + "\n";
    }

    private String build(List<String> modules) {
        return "mvn -B -T 1C -Pruntime package -pl " + String.join(",", modules) + " -am with " + folder.resolve("jdk");
    }

    private String orderctl(String command) throws IOException, InterruptedException {
        return run(checkout, "./orderctl", command).output();
    }

    private String status(Path directory, String script) throws IOException, InterruptedException {
        return run(directory, script, "status").output();
    }

    private record Result(int status, String output) {}

    private Result run(Path directory, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin",
                        "HOME",
                        folder.toString(),
                        // An exported CDPATH must not change the result of cd.
                        "CDPATH",
                        folder.resolve("usr") + ":" + folder,
                        "JAVA_HOME",
                        folder.resolve("jdk").toString()));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private List<String> calls() throws IOException {
        var calls = checkout.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void script(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/usr/bin/env bash\ncd '" + checkout + "'\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
