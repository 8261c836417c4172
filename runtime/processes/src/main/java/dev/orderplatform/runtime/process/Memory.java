package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Proportional set size (PSS) of processes: a shared page counts in equal parts for each process. */
public final class Memory {

    private Memory() {}

    /** Kilobytes of the process and its descendants; empty where the kernel has no smaps_rollup. */
    public static OptionalLong ofTree(long pid) {
        return ProcessTree.pids(pid).stream()
                .map(Memory::of)
                .flatMapToLong(OptionalLong::stream)
                .reduce(Long::sum);
    }

    /** Kilobytes of the process alone; empty where the kernel has no smaps_rollup. */
    public static OptionalLong of(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
