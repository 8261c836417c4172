package dev.orderplatform.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a power loss may leave of the lock file; a sleeping process stands in for the server. */
class PostmasterIT {

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\0\0\0\0\0", "no pid\n", "-1\n", "\u00ff\u00fe", "99999999999999999999\n"})
    void aLockThatNamesNobodyIsRemoved(String content) throws IOException {
        Files.writeString(lock(), content, StandardCharsets.ISO_8859_1);
        Postmaster.of(data).clearStaleLock();
        assertThat(lock()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\n", "PID\n"})
    void aServerThatRunsKeepsItsLockWhateverIsInIt(String content) throws IOException {
        var server = server();
        try {
            Files.writeString(lock(), content.replace("PID", Long.toString(server.pid())));
            assertThatThrownBy(() -> Postmaster.of(data).clearStaleLock())
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("as process " + server.pid());
            assertThat(lock()).exists();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aLockOfAProcessThatIsNoServerIsRemoved() throws IOException {
        Files.writeString(lock(), ProcessHandle.current().pid() + "\n");
        Postmaster.of(data).clearStaleLock();
        assertThat(lock()).doesNotExist();
    }

    // Its arguments name the folder, as the server's do.
    private Process server() {
        return new Launch(
                        List.of("sh", "-c", "while :; do sleep 1; done", "-D", data.toString()),
                        Map.of(),
                        data,
                        data.resolve("log"))
                .start();
    }

    private Path lock() {
        return data.resolve("postmaster.pid");
    }
}
