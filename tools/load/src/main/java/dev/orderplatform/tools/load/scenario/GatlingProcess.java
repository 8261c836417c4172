package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A simulation in a JVM of its own: Gatling is built on another Netty than the platform, and its work must not slow down
 * who stops brokers by the clock.
 */
final class GatlingProcess {

    private static final String PACKAGE = "dev.orderplatform.load.";
    private static final List<String> FLAGS = List.of(
            "-Xms128m",
            "-Xmx512m",
            // Two cores are shared with the platform: a collector with threads of its own takes from what is measured.
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final String MARK = "load: ";
    private static final String COUNTING = MARK + "counting";

    private final Path folder;
    private final Path log;

    /** @param folder of this run */
    GatlingProcess(Path folder) {
        this.folder = folder;
        this.log = folder.resolve("gatling.log");
    }

    /** Fails when there is nothing to run. */
    static void requireKit() {
        var kit = Project.locate().loadKit();
        if (Files.notExists(kit.resolve("load.jar")) || Files.notExists(kit.resolve("lib"))) {
            throw new PlatformException("The load kit is not built, it belongs into " + kit
                    + ": mvn -q -DskipTests package -pl tests/load builds it");
        }
    }

    /**
     * Runs a simulation to its end.
     *
     * @param properties what it is to do
     * @param whenCounting called when the time that counts begins
     * @param progress gets lines for people
     */
    void run(Scenario scenario, List<String> properties, Runnable whenCounting, Consumer<String> progress)
            throws InterruptedException {
        var process = start(scenario, properties);
        var end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            passOn(process, whenCounting, progress);
            var status = process.waitFor();
            if (status != 0) {
                throw new PlatformException("Gatling ended with status %d; the end of %s:%n%s"
                        .formatted(status, log, LogFile.tail(log, 20)));
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private Process start(Scenario scenario, List<String> properties) {
        var kit = Project.locate().loadKit();
        var command = new ArrayList<>(FLAGS);
        command.addAll(properties);
        command.addAll(List.of("-cp", kit.resolve("load.jar") + ":" + kit.resolve("lib") + "/*"));
        command.addAll(List.of("io.gatling.app.Gatling", "--simulation", PACKAGE + scenario.simulation()));
        command.addAll(List.of("--results-folder", folder.toString()));
        try {
            return new ProcessBuilder(JavaCommand.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            throw new PlatformException("Cannot start Gatling: " + e.getMessage(), e);
        }
    }

    private void passOn(Process process, Runnable whenCounting, Consumer<String> progress) {
        try (var output = process.inputReader(StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(log)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                if (line.equals(COUNTING)) {
                    whenCounting.run();
                } else if (line.startsWith(MARK)) {
                    progress.accept(line.substring(MARK.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report for people, when Gatling got as far as that. */
    Optional<Path> report() {
        try (var files = Files.walk(folder, 2)) {
            return files.filter(file -> file.endsWith("index.html")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
