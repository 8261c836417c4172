package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that is ready to run.
 *
 * @param environment what the process sees besides a few inherited variables
 * @param directory where it runs
 * @param log where its standard output and error go, appended; the file outlives whoever started the process
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Path log) {

    // Anything else of the caller's shell (SERVER_PORT, SPRING_…) would silently change what runs.
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

    /** The same; what the process writes can be read by its owner only, whatever umask this JVM was started with. */
    public Launch privately() {
        var all = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        all.addAll(command);
        return new Launch(all, environment, directory, log);
    }

    private void createLog() throws IOException {
        try {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            // It goes on.
        }
    }

    /** Runs the command to its end, for one-off steps such as formatting; fails with the end of its output. */
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
