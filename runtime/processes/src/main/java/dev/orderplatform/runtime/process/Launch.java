package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start a process.
 *
 * @param environment variables in addition to a few inherited ones
 * @param directory its working directory
 * @param log the file to which its standard output and error are appended
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Path log) {

    // Other variables of the caller's shell (SERVER_PORT, SPRING_…) would silently change the configuration.
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public Process start() {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            createLog();
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new PlatformException("Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    /** The same with more variables. */
    Launch with(Map<String, String> variables) {
        var all = new HashMap<>(environment);
        all.putAll(variables);
        return new Launch(command, all, directory, log);
    }

    /** The same with umask 077: files that the process creates are readable by their owner only. */
    public Launch privately() {
        var all = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        all.addAll(command);
        return new Launch(all, environment, directory, log);
    }

    private void createLog() throws IOException {
        try {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            // Append to it.
        }
    }

    /** Runs a one-off command, such as formatting, and waits for it. On failure, throws with the end of its output. */
    public void run() {
        var process = start();
        try {
            var status = process.waitFor();
            if (status != 0) {
                throw new PlatformException("%s failed with status %d:%n%s"
                        .formatted(Path.of(command.getFirst()).getFileName(), status, LogFile.tail(log, 20)));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while running " + command.getFirst(), e);
        }
    }
}
