package dev.orderplatform.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationIT {

    private static final String FOREIGN = "lib/kafka-clients-3.9.2.jar";
    private static final String OWN = "lib/platform-web-1.2.0.jar";

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(target().resolve("lib"));
        Files.writeString(target().resolve(FOREIGN), "foreign");
        Files.writeString(target().resolve(OWN), "own");
        Files.writeString(target().resolve("lib/left-behind-0.9.jar"), "of an older build");
        writeJar();
    }

    @Test
    void theJarComesWithTheLibrariesThatItNames() {
        var installed = installation().install();
        assertThat(installed.resolveSibling(FOREIGN)).hasContent("foreign");
        assertThat(installed.resolveSibling(OWN)).hasContent("own");
        assertThat(installed.resolveSibling("lib/left-behind-0.9.jar")).doesNotExist();
    }

    @Test
    void aBuildThatChangesNothingKeepsTheInstallation() throws IOException {
        var before = installation().install();
        Files.setLastModifiedTime(target().resolve(OWN), FileTime.from(Instant.EPOCH));
        assertThat(installation().install()).isEqualTo(before);
    }

    @Test
    void aChangedLibraryOfThisBuildIsAnotherVersionAndLeavesTheRunningOneAlone() throws IOException {
        var before = installation().install();
        Files.writeString(target().resolve(OWN), "new");
        var after = installation().install();
        assertThat(after).isNotEqualTo(before);
        assertThat(before.resolveSibling(OWN)).hasContent("own");
        assertThat(after.resolveSibling(OWN)).hasContent("new");
    }

    private Installation installation() {
        return new Installation(target().resolve("order-service.jar"), folder.resolve("apps"));
    }

    private Path target() {
        return folder.resolve("target");
    }

    private void writeJar() throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.0");
        attributes.put(Attributes.Name.CLASS_PATH, FOREIGN + " " + OWN);
        new JarOutputStream(Files.newOutputStream(target().resolve("order-service.jar")), manifest).close();
    }
}
