package dev.orderplatform.runtime.zipkin;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.service.ReadinessProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Zipkin's server, reachable on this machine only. It keeps the last traces in memory.
 *
 * @param jar the server
 * @param home its working folder
 * @param log its log file
 */
public record ZipkinServer(Path jar, Path home, Path log, int port) implements Program {

    /** About 20 MB. */
    private static final int MAX_SPANS = 50_000;

    @Override
    public void prepare() {
        if (Files.notExists(jar)) {
            throw new PlatformException(
                    "Zipkin is missing: %s. ./orderctl up --observability downloads it.".formatted(jar));
        }
    }

    @Override
    public Launch launch() {
        var arguments = List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                // By default it listens on all interfaces.
                "--armeria.ports[0].address=127.0.0.1",
                "--armeria.ports[0].port=" + port,
                "--armeria.ports[0].protocols=http",
                "--zipkin.storage.mem.max-spans=" + MAX_SPANS,
                "--logging.level.root=WARN");
        return new Launch(JavaCommand.ofServer(home, arguments), Map.of(), home, log);
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(port, "/health");
    }
}
