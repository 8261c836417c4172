package dev.orderplatform.tools.drill;

import static org.awaitility.Awaitility.await;

import dev.orderplatform.runtime.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFaultsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** As in PostgreSQL, a child process does the work. */
    @Test
    void childrenAreFrozenTooUntilTheTimeIsOver() {
        var part = new Launch(
                        List.of("sh", "-c", "(while :; do echo x >> ticks; sleep 0.02; done) & wait"),
                        Map.of(),
                        folder,
                        folder.resolve("log"))
                .start();
        try (var faults = new TemporaryFaults()) {
            await().atMost(TIMEOUT).until(() -> ticks() > 2);
            faults.freeze(part.pid(), Duration.ofSeconds(5));
            var frozen = ticks();
            await().during(Duration.ofMillis(300)).until(() -> ticks() == frozen);
            await().atMost(TIMEOUT).until(() -> ticks() > frozen);
        } finally {
            part.descendants().forEach(ProcessHandle::destroyForcibly);
            part.destroyForcibly();
        }
    }

    private long ticks() {
        return folder.resolve("ticks").toFile().length();
    }
}
