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

/** CPU time that processes have used, as the kernel counts it: user and system. */
public final class CpuTime {

    /** What {@code /proc} counts in, on every architecture that there is. */
    private static final long TICKS_A_SECOND = 100;

    // Fields of a stat after the name: utime, stime, cutime, cstime.
    private static final int FIRST = 11;
    private static final int ENDED_CHILDREN = 13;
    private static final int LAST = 14;

    /** As HotSpot names them and the kernel shortens it. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

    private CpuTime() {}

    /** Of the process and all below it, also of those children that have ended and were waited for. */
    public static Duration ofTree(long pid) {
        return ProcessTree.pids(pid).stream().map(CpuTime::of).reduce(Duration.ZERO, Duration::plus);
    }

    /** Of all processes of this machine since it was started; empty where there is no {@code /proc}. */
    public static Optional<Duration> ofMachine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().map(CpuTime::parseMachine);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** @param line the first of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, … */
    static Duration parseMachine(String line) {
        var fields = line.split(" +");
        var ticks = 0L;
        for (var field : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }

    /** Of this JVM, without the processes that it started. */
    public static Duration ofThisJvm() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    /** Of a JVM's compilers, by thread: such threads come and go. Empty for other processes. */
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

    /** Of a child that the work starts and waits for; where the kernel doesn't count it, the time that it takes. */
    public static Duration ofChild(Runnable work) {
        var self = Path.of("/proc/self");
        var stat = stat(self);
        var begin = System.nanoTime();
        work.run();
        return stat.isEmpty()
                ? Duration.ofNanos(System.nanoTime() - begin)
                : parse(stat(self), ENDED_CHILDREN, LAST).minus(parse(stat, ENDED_CHILDREN, LAST));
    }

    /** Of the process alone, with those children that have ended and were waited for. */
    public static Duration of(long pid) {
        var stat = stat(Path.of("/proc/" + pid));
        return stat.isEmpty() ? Duration.ZERO : parse(stat);
    }

    /** Empty once it has ended: whoever waited for it counts it now. */
    private static String stat(Path processOrThread) {
        try {
            return Files.readString(processOrThread.resolve("stat"));
        } catch (IOException _) {
            return "";
        }
    }

    /** @param stat as in {@code /proc/PID/stat}; the name in it may hold blanks and brackets */
    static Duration parse(String stat) {
        return parse(stat, FIRST, LAST);
    }

    private static Duration parse(String stat, int from, int to) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = 0L;
        for (var field = from; field <= to; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }
}
