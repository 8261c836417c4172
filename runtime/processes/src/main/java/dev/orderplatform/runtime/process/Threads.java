package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The threads of another process, as Linux shows them. */
final class Threads {

    private static final Path PROCESSES = Path.of("/proc");

    private Threads() {}

    /** Also where the process has ended, or where nothing shows its threads. */
    static boolean allStopped(long pid) {
        try (Stream<Path> threads = Files.list(PROCESSES.resolve(pid + "/task"))) {
            return threads.allMatch(thread -> isStopped(thread));
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            var stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException _) {
            return true;
        }
    }
}
