package dev.orderplatform.tools.bench;

import dev.orderplatform.runtime.process.CpuTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** CPU time of processes between two snapshots. Child processes count with their parents. */
public final class CpuMeter {
    private final Map<String, Supplier<Duration>> clocks = new LinkedHashMap<>();

    public CpuMeter watch(String name, long pid) {
        clocks.put(name, () -> CpuTime.ofTree(pid));
        return this;
    }

    /** A process without its children: a supervisor, whose children are watched by themselves. */
    public CpuMeter watchAlone(String name, long pid) {
        clocks.put(name, () -> CpuTime.of(pid));
        return this;
    }

    /** This JVM without its children, which are the servers that a test starts. */
    public CpuMeter watchSelf(String name) {
        clocks.put(name, CpuTime::ofThisJvm);
        return this;
    }

    /** Milliseconds by process up to now. */
    public Map<String, Long> snapshot() {
        var millis = new LinkedHashMap<String, Long>();
        clocks.forEach((name, clock) -> millis.put(name, clock.get().toMillis()));
        return millis;
    }

    /** Milliseconds by process since an earlier snapshot. */
    public Map<String, Long> since(Map<String, Long> earlier) {
        var millis = snapshot();
        millis.replaceAll((name, now) -> now - earlier.getOrDefault(name, 0L));
        return millis;
    }
}
