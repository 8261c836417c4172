package dev.orderplatform.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Spectral, the linter of API documents, with the rules of this repository. Needs Node. */
final class Spectral {
    private static final Path SOURCE = Path.of("spectral");
    private static final Path PACKAGES = Path.of("package.json");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final Path LOG = Path.of("target/spectral.log");

    /** Outside target, like the unpacked servers: mvn clean keeps it. */
    private static final Path INSTALLED = Project.locate().distributions().resolve("spectral");
    /** Written last: an interrupted installation does not count. */
    private static final Path COMPLETE = INSTALLED.resolve("complete.json");

    private Spectral() {}

    /** A violation of a rule. */
    record Finding(String file, String rule, String path, String message) {

        static Finding of(JsonNode json) {
            return new Finding(
                    String.valueOf(Path.of(json.path("source").asText()).getFileName()),
                    json.path("code").asText(),
                    json.path("path").toString(),
                    json.path("message").asText());
        }
    }

    /** Installs the locked packages, once for each lock file. False if that is not possible, with the reason printed. */
    static boolean install() {
        try {
            if (!Files.exists(COMPLETE) || Files.mismatch(SOURCE.resolve(LOCK), COMPLETE) >= 0) {
                installPackages();
            }
            return true;
        } catch (IOException e) {
            System.out.println("The API documents are not linted: " + e.getMessage());
            return false;
        }
    }

    private static void installPackages() throws IOException {
        Files.createDirectories(INSTALLED);
        Files.deleteIfExists(COMPLETE);
        for (Path file : List.of(PACKAGES, LOCK)) {
            Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = List.of(
                "npm",
                "ci",
                "--ignore-scripts",
                "--engine-strict",
                "--prefer-offline",
                "--fetch-retries=1",
                "--no-audit",
                "--no-fund");
        if (run(INSTALLED, command) != 0) {
            throw new IOException("npm failed, see " + LOG.toAbsolutePath());
        }
        Files.copy(SOURCE.resolve(LOCK), COMPLETE);
    }

    static List<Finding> findings(Path... documents) throws IOException {
        Path output = Path.of("target/spectral.json");
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(List.of(
                INSTALLED.resolve("node_modules/.bin/spectral").toString(),
                "lint",
                "--ruleset=" + SOURCE.resolve("ruleset.yml"),
                "--format=json",
                "--output=" + output));
        Stream.of(documents).map(Path::toString).forEach(command::add);
        // 1 for findings.
        if (run(Path.of(""), command) > 1) {
            throw new IOException("Spectral failed:\n" + Files.readString(LOG));
        }
        List<Finding> findings = new ArrayList<>();
        new ObjectMapper().readTree(output.toFile()).forEach(finding -> findings.add(Finding.of(finding)));
        return findings;
    }

    private static int run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
