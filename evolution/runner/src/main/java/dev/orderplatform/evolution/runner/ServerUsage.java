package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.CpuTime;
import dev.orderplatform.runtime.process.Memory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all server processes of a platform use, databases and brokers included; the load generator is none of them. */
final class ServerUsage {

    private final List<Long> pids;

    ServerUsage(LocalPlatform platform) {
        this.pids = platform.parts().stream()
                .flatMap(part -> platform.pid(part).stream())
                .toList();
    }

    /**
     * CPU time so far.
     *
     * @param compilers of the JVMs' compilers, by thread
     */
    record Look(Duration cpu, Map<Long, Duration> compilers) {}

    /**
     * CPU time between two looks.
     *
     * @param compiling what the JVMs' compilers took of it
     */
    record Used(Duration cpu, Duration compiling) {

        double millis() {
            return cpu.toNanos() / 1e6;
        }

        /** A JVM that still compiles is not warm: orders will cost less. */
        double compilingShare() {
            return cpu.isZero() ? 0 : compiling.toNanos() / (double) cpu.toNanos();
        }
    }

    Look look() {
        var compilers = new HashMap<Long, Duration>();
        pids.forEach(pid -> compilers.putAll(CpuTime.ofCompilers(pid)));
        return new Look(pids.stream().map(CpuTime::ofTree).reduce(Duration.ZERO, Duration::plus), compilers);
    }

    Used since(Look earlier) {
        var now = look();
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
