package dev.orderplatform.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** CPU time that processes have used, as the kernel counts it: user and system. */
public final class CpuTime {

    /** What {@code /proc} counts in, on every architecture that there is. */
    private static final long TICKS_A_SECOND = 100;

    private CpuTime() {}

    /** Of the process and all below it, also of those children that have ended and were waited for. */
    public static Duration ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> of(process.pid()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (IOException _) {
            return Duration.ZERO; // it has ended; whoever waited for it counts it now
        }
    }

    /** @param stat as in {@code /proc/PID/stat}; the name in it may hold blanks and brackets */
    static Duration parse(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = 0L;
        for (var field = 11; field <= 14; field++) { // utime, stime, cutime, cstime
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }
}
