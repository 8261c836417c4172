package dev.orderplatform.tools.bench;

import dev.orderplatform.runtime.process.CpuTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How much CPU each of some processes takes between two looks. Children count with their parents. */
public final class CpuMeter {
    private final Map<String, Supplier<Duration>> clocks = new LinkedHashMap<>();

    public CpuMeter watch(String name, long pid) {
        clocks.put(name, () -> CpuTime.ofTree(pid));
        return this;
    }

    /** This JVM alone: the servers that a test starts are its children. */
    public CpuMeter watchSelf(String name) {
        clocks.put(name, CpuTime::ofThisJvm);
        return this;
    }

    /** Milliseconds by process, so far. */
    public Map<String, Long> look() {
        var millis = new LinkedHashMap<String, Long>();
        clocks.forEach((name, clock) -> millis.put(name, clock.get().toMillis()));
        return millis;
    }

    /** Milliseconds by process since an earlier look. */
    public Map<String, Long> since(Map<String, Long> earlier) {
        var millis = look();
        millis.replaceAll((name, now) -> now - earlier.getOrDefault(name, 0L));
        return millis;
    }
}
