package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of processes as their proportional set size: pages that several share are divided among them. */
public final class Memory {

    private Memory() {}

    /** Kilobytes of the process and all below it; empty where the kernel does not tell. */
    public static OptionalLong ofTree(long pid) {
        return ProcessTree.pids(pid).stream()
                .map(Memory::of)
                .flatMapToLong(OptionalLong::stream)
                .reduce(Long::sum);
    }

    /** Kilobytes of the process alone; empty where the kernel does not tell. */
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
