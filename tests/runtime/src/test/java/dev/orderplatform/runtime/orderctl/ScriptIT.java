package dev.orderplatform.runtime.orderctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, with a JDK that only prints how it was called: no JVM is started. */
class ScriptIT {

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void cloneProject() throws IOException {
        folder = folder.toRealPath();
        checkout = Files.createDirectories(folder.resolve("check out/platform"));
        for (var file : List.of("orderctl", "infra/jdk25.sh")) {
            executable(
                    checkout.resolve(file),
                    Files.readString(Project.locate().root().resolve(file)));
        }
        Files.createDirectories(checkout.resolve("tools/bundle/target/lib"));
        write(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        executable(folder.resolve("jdk/bin/javac"), "");
        executable(folder.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    }

    @Test
    void findsItsCheckoutWhereItLies() throws Exception {
        assertThat(status(checkout, "./orderctl")).contains(project());
        assertThat(status(folder, "check out/platform/orderctl")).contains(project());
    }

    @Test
    void findsItsCheckoutThroughAnAbsoluteLink() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("orderctl"), checkout.resolve("orderctl"));
        assertThat(status(Path.of("/"), link.toString())).contains(project());
    }

    @Test
    void findsItsCheckoutThroughAChainOfRelativeLinksInALinkedFolder() throws Exception {
        var bin = Files.createDirectories(folder.resolve("usr/bin"));
        var opt = Files.createDirectories(folder.resolve("opt"));
        Files.createSymbolicLink(opt.resolve("platform"), Path.of("../check out/platform"));
        Files.createSymbolicLink(opt.resolve("ctl"), Path.of("platform/orderctl"));
        Files.createSymbolicLink(bin.resolve("orderctl"), Path.of("../../opt/ctl"));
        assertThat(status(bin, "./orderctl")).contains(project());
        assertThat(status(folder, "usr/bin/orderctl")).contains(project());
    }

    private String project() {
        return "-Dorderctl.project=" + checkout + "\n";
    }

    private String status(Path directory, String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(script, "status"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        // What a shell with a CDPATH exports must not lead it astray.
        builder.environment().put("CDPATH", folder.resolve("usr") + ":" + folder);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void executable(Path file, String content) throws IOException {
        write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
