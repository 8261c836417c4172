package dev.orderplatform.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Idle.class.getName());
        var entry = Idle.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(jarFile()), manifest);
                var content = Idle.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(content.readAllBytes());
        }
    }

    @Test
    void theSecondRunRecordsAndTheThirdBeginsWithTheCache() {
        assertThat(run()).isEmpty();
        assertThat(run()).anyMatch(flag -> flag.startsWith("-XX:AOTMode=record"));
        var recorded = AotCache.recorded(folder);
        assertThat(recorded).containsExactly(cache());
        recorded.getFirst().make(log());
        assertThat(cache().file()).exists();
        assertThat(AotCache.recorded(folder)).isEmpty();
        assertThat(run()).contains("-XX:AOTCache=" + cache().file());
        assertThat(log()).content().endsWith("idle\n").doesNotContain("[error]");
    }

    @Test
    void aChangedJarHasAnotherCache() throws IOException {
        run();
        run();
        var before = cache();
        before.make(log());
        Files.setLastModifiedTime(jarFile(), FileTime.from(Instant.EPOCH));
        assertThat(cache().use()).isEmpty();
        run();
        run();
        cache().make(log());
        assertThat(before.file()).doesNotExist();
    }

    @Test
    void aRecordingIsNotMadeTwice() {
        run();
        run();
        assertThat(cache().useOrRecord(arguments())).isEmpty();
    }

    /** Returns the flags that the cache asked for. */
    private List<String> run() {
        var command = new ArrayList<>(cache().useOrRecord(arguments()));
        var flags = List.copyOf(command);
        command.addAll(arguments());
        new Launch(JavaCommand.of(command), Map.of(), folder, log()).run();
        return flags;
    }

    private List<String> arguments() {
        return List.of("-XX:+UseSerialGC", "-Xmx64m", "-jar", jarFile().toString());
    }

    private AotCache cache() {
        return AotCache.in(folder, jarFile());
    }

    private Path jarFile() {
        return folder.resolve("idle program.jar");
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** A program that does nothing. */
    static final class Idle {
        private Idle() {}

        public static void main(String[] arguments) {
            System.out.println("idle");
        }
    }
}
