package dev.orderplatform.stack.measuring;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU that processes have used, user and system, as Linux counts it: in steps of 10 ms. */
public final class CpuTime {
    private static final long TICK_MILLIS = 10;

    private CpuTime() {}

    /**
     * Milliseconds of a process and all below it. A child that ended counts too, once its parent has taken notice: a
     * PostgreSQL server is its connections.
     */
    public static long millisOfTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> millis(process.pid()))
                .sum();
    }

    /** Milliseconds of this JVM, without the servers that it started. */
    public static long millisOfThisJvm() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000;
    }

    // proc(5): after the name in brackets come the state and ten more fields, then utime, stime, cutime and cstime.
    private static long millis(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var n = 11; n <= 14; n++) {
                ticks += Long.parseLong(fields[n]);
            }
            return ticks * TICK_MILLIS;
        } catch (IOException _) {
            return 0; // it ended between the two looks
        }
    }
}
