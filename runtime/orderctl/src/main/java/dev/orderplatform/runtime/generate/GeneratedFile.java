package dev.orderplatform.runtime.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that follows from the topology.
 *
 * @param path relative to the project's root
 */
public record GeneratedFile(Path path, String content) {

    /** All generated files. */
    public static List<GeneratedFile> all() {
        var demo = Form.DEMO.topology();
        var files = Stream.of(
                new GeneratedFile(Path.of("docker-compose.yml"), new ComposeFile(demo, Form.SMALL.topology()).text()),
                new GeneratedFile(Path.of("infra/docker/expose.conf"), new ExposedPorts(demo).text()),
                new GeneratedFile(Path.of("gateway/src/main/resources/routes.yml"), GatewayRoutes.text()),
                new GeneratedFile(Path.of("tests/services/pom.xml"), ServicesPom.text(demo)));
        return Stream.concat(files, DemoSecrets.files(demo)).toList();
    }

    /** Whether the file has this content. */
    public boolean isCurrent(Path root) {
        var file = root.resolve(path);
        try {
            return Files.exists(file) && Files.readString(file).equals(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path root) {
        var file = root.resolve(path);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
