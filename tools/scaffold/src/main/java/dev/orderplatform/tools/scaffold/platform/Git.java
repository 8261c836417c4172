package dev.orderplatform.tools.scaffold.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Git commands in one folder.
 *
 * @param environment variables that direct them to another repository or index than the folder's own
 */
record Git(Path folder, Map<String, String> environment) {
    // Set in hooks: they would direct every command to another repository.
    private static final List<String> REPOSITORY = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

    Git(Path folder) {
        this(folder, Map.of());
    }

    /** The output without the last line break; fails if git fails. */
    String run(String... arguments) {
        var result = execute(arguments);
        if (result.status() != 0) {
            throw new PlatformException("git %s failed in %s:%n%s".formatted(arguments[0], folder, result.output()));
        }
        return result.output();
    }

    boolean succeeds(String... arguments) {
        return execute(arguments).status() == 0;
    }

    /** Commits what is staged, as the user, or as orderctl where git does not know one. */
    void commit(String message) {
        var command = new ArrayList<String>();
        if (!succeeds("config", "user.email")) {
            command.addAll(List.of("-c", "user.name=orderctl", "-c", "user.email=orderctl@localhost"));
        }
        // A signature might ask for a passphrase, and hooks are for the team's own changes.
        command.addAll(List.of("-c", "commit.gpgSign=false", "commit", "--quiet", "--no-verify", "--message", message));
        run(command.toArray(String[]::new));
    }

    private record Result(int status, String output) {}

    private Result execute(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(REPOSITORY);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), output.stripTrailing());
        } catch (IOException e) {
            throw new PlatformException("git cannot be run. Install git, version 2.28 or later.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while running git", e);
        }
    }
}
