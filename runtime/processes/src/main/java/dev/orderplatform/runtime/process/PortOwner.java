package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port: found by the socket's inode under /proc, where there is one and we may look. */
public final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    public static Optional<ProcessHandle> find(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields ->
                        fields.length > 9 && fields[1].endsWith(":%04X".formatted(port)) && fields[3].equals(LISTENING))
                .findFirst()
                .flatMap(fields -> holder("socket:[" + fields[9] + "]"));
    }

    /** " by process 123 (/usr/bin/java)", or nothing when the owner can't be told. */
    public static String describe(int port) {
        return find(port)
                .map(owner -> " by process %d (%s)"
                        .formatted(owner.pid(), owner.info().command().orElse("?")))
                .orElse("");
    }

    private static Optional<ProcessHandle> holder(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), socket))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.anyMatch(file -> socket.equals(target(file)));
        } catch (IOException _) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
