package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that can be recognised again. A pid alone cannot: it is given to another process some day.
 *
 * @param born when it was born, in a form that stays the same while it lives
 */
public record ProcessIdentity(long pid, String born) {

    private static final String BOOT = boot();

    /** The process with that pid, unless it has ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        return (BOOT.isEmpty() ? bornByClock(pid) : bornByKernel(pid)).map(born -> new ProcessIdentity(pid, born));
    }

    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    // Ticks since the boot: unlike a time of day they do not move when the clock is set.
    private static Optional<String> bornByKernel(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(BOOT + "/" + fields[19]);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Empty where there is no /proc. */
    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static Optional<String> bornByClock(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Object::toString);
    }
}
