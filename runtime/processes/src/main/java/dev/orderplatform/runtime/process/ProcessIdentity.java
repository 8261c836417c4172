package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A pid with the process's start time: the kernel reuses pids.
 *
 * @param startTime its start time, in a form that never changes while the process lives
 */
public record ProcessIdentity(long pid, String startTime) {

    private static final String BOOT = boot();

    /** The running process with that pid. */
    public static Optional<ProcessIdentity> of(long pid) {
        return (BOOT.isEmpty() ? startTimeByClock(pid) : startTimeInTicks(pid))
                .map(startTime -> new ProcessIdentity(pid, startTime));
    }

    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    // Ticks since boot: a change of the clock does not affect them.
    private static Optional<String> startTimeInTicks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(BOOT + "/" + fields[19]);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Empty without /proc. */
    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static Optional<String> startTimeByClock(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Object::toString);
    }
}
