package dev.orderplatform.evolution.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the platform, including tests, in a copy of the repository without the folder {@code evolution}. */
@Tag("drill")
class WithoutTheEvolutionIT {
    private static final long MAX_MINUTES = 20;

    @Test
    void thePlatformIsBuiltWhereTheEvolutionIsDeleted(@TempDir Path folder) throws IOException, InterruptedException {
        var copy = folder.resolve("copy");
        for (var file : Checkout.files().toList()) {
            var target = copy.resolve(Checkout.root().relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        var log = folder.resolve("build.log");
        var build = new ProcessBuilder("mvn", "-o", "-B", "-ntp", "test-compile")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        build.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var maven = build.start();
        try {
            assertThat(maven.waitFor(MAX_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroy();
        }
        assertThat(Files.readString(log)).contains("BUILD SUCCESS").doesNotContain("Evolution");
    }
}
