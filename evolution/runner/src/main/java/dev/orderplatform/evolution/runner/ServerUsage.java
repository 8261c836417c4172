package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.CpuTime;
import dev.orderplatform.runtime.process.Memory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU and memory of all server processes of a platform, including databases and brokers but not the load generator. */
final class ServerUsage {

    private final List<Long> pids;

    ServerUsage(LocalPlatform platform) {
        this.pids = platform.parts().stream()
                .flatMap(part -> platform.pid(part).stream())
                .toList();
    }

    /**
     * A snapshot of the CPU time used so far.
     *
     * @param compilers the CPU time of the JVMs' compilers, by thread
     */
    record Snapshot(Duration cpu, Map<Long, Duration> compilers) {}

    /**
     * The CPU time between two snapshots.
     *
     * @param compiling the part used by the JVMs' compilers
     */
    record Used(Duration cpu, Duration compiling) {

        double millis() {
            return cpu.toNanos() / 1e6;
        }

        /** A JVM that still compiles is not warm: the CPU time per order will still fall. */
        double compilingShare() {
            return cpu.isZero() ? 0 : compiling.toNanos() / (double) cpu.toNanos();
        }
    }

    Snapshot snapshot() {
        var compilers = new HashMap<Long, Duration>();
        pids.forEach(pid -> compilers.putAll(CpuTime.ofCompilers(pid)));
        return new Snapshot(pids.stream().map(CpuTime::ofTree).reduce(Duration.ZERO, Duration::plus), compilers);
    }

    Used since(Snapshot earlier) {
        var now = snapshot();
        var compiling = Duration.ZERO;
        for (var thread : now.compilers.entrySet()) {
            compiling = compiling.plus(
                    thread.getValue().minus(earlier.compilers.getOrDefault(thread.getKey(), Duration.ZERO)));
        }
        return new Used(now.cpu.minus(earlier.cpu), compiling);
    }

    long memoryMegabytes() {
        return pids.stream().mapToLong(pid -> Memory.ofTree(pid).orElse(0)).sum() / 1024;
    }
}
