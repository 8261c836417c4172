package dev.orderplatform.runtime.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** User and system CPU time of processes, from the kernel. */
public final class CpuTime {

    /** The unit of {@code /proc} (USER_HZ), the same on every architecture. */
    private static final long TICKS_PER_SECOND = 100;

    // Indexes in /proc/PID/stat after the name: utime, stime, cutime, cstime.
    private static final int UTIME = 11;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;

    /** HotSpot's name of compiler threads, truncated by the kernel. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

    private CpuTime() {}

    /** Of the process and its descendants, including ended children that were waited for. */
    public static Duration ofTree(long pid) {
        return ProcessTree.pids(pid).stream().map(CpuTime::of).reduce(Duration.ZERO, Duration::plus);
    }

    /** Of all processes since the machine booted; empty without {@code /proc}. */
    public static Optional<Duration> ofMachine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().map(CpuTime::parseMachine);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** @param line the first line of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, … */
    static Duration parseMachine(String line) {
        var fields = line.split(" +");
        var ticks = 0L;
        for (var field : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Of this JVM, without its child processes. */
    public static Duration ofThisJvm() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    /** Of a JVM's compiler threads, by thread id: such threads come and go. Empty for other processes. */
    public static Map<Long, Duration> ofCompilers(long pid) {
        var compilers = new HashMap<Long, Duration>();
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            threads.forEach(thread -> {
                var stat = stat(thread);
                if (COMPILER.matcher(stat).find()) {
                    compilers.put(Long.parseLong(thread.getFileName().toString()), parse(stat));
                }
            });
        } catch (IOException _) {
            // it has ended
        }
        return compilers;
    }

    /** Of a child process that the work starts and waits for; without {@code /proc}, the elapsed time. */
    public static Duration ofChild(Runnable work) {
        var self = Path.of("/proc/self");
        var stat = stat(self);
        var begin = System.nanoTime();
        work.run();
        return stat.isEmpty()
                ? Duration.ofNanos(System.nanoTime() - begin)
                : parse(stat(self), CUTIME, CSTIME).minus(parse(stat, CUTIME, CSTIME));
    }

    /** Of the process alone, including ended children that were waited for. */
    public static Duration of(long pid) {
        var stat = stat(Path.of("/proc/" + pid));
        return stat.isEmpty() ? Duration.ZERO : parse(stat);
    }

    /** Empty once it has ended: its parent's count then includes it. */
    private static String stat(Path processOrThread) {
        try {
            return Files.readString(processOrThread.resolve("stat"));
        } catch (IOException _) {
            return "";
        }
    }

    /** @param stat content of {@code /proc/PID/stat}; the name in it may contain blanks and brackets */
    static Duration parse(String stat) {
        return parse(stat, UTIME, CSTIME);
    }

    private static Duration parse(String stat, int from, int to) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = 0L;
        for (var field = from; field <= to; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }
}
